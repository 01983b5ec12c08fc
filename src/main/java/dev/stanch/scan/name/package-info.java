/**
 * One Go package with what its names refer to, without types. Parsed files come in; functions,
 * variables and the use of each name go out. Start reading at {@link
 * dev.stanch.scan.name.GoPackage}.
 */
@NullMarked
package dev.stanch.scan.name;

import org.jspecify.annotations.NullMarked;
