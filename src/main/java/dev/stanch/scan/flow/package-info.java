/**
 * Where values go inside a package, without regard to order: slots (variables, fields, elements),
 * edges between them, and what is done to them. Start reading at {@link dev.stanch.scan.flow.Flow}.
 */
@NullMarked
package dev.stanch.scan.flow;

import org.jspecify.annotations.NullMarked;
