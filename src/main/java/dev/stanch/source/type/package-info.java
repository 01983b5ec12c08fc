/**
 * Types after the Go specification: files of a package come in, the type of every expression goes
 * out. What cannot be known is {@link dev.stanch.source.type.Basic#UNKNOWN}, never an error. Start
 * reading at {@link dev.stanch.source.type.Types}.
 */
@NullMarked
package dev.stanch.source.type;

import org.jspecify.annotations.NullMarked;
