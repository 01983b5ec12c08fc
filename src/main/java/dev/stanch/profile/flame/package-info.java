/**
 * Flame graphs: a prepared profile comes in, a tree of its heaviest call paths goes out through
 * {@link dev.stanch.profile.flame.FlameGraph#of}, small enough to draw whatever the profile's size;
 * what was left out is asked for by zooming in. Start reading at {@code FlameGraph}, then {@code
 * Growing}, which makes it.
 */
@NullMarked
package dev.stanch.profile.flame;

import org.jspecify.annotations.NullMarked;
