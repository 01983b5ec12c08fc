/** Events as Go's own tools print them, byte for byte. */
@NullMarked
package dev.stanch.trace.text;

import org.jspecify.annotations.NullMarked;
