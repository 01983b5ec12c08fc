/** Values of Go's constant expressions, exact as the specification asks. */
@NullMarked
package dev.stanch.source.constant;

import org.jspecify.annotations.NullMarked;
