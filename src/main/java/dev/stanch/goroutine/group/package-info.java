/**
 * What the goroutines of a dump have in common. Goroutines go in one at a time ({@link
 * dev.stanch.goroutine.group.Grouping}), groups of equal stacks come out, with what each group's
 * members share; from several dumps who stayed, came and went; from waits on locks who waits for
 * whom. Start with {@code Grouping}.
 */
@NullMarked
package dev.stanch.goroutine.group;

import org.jspecify.annotations.NullMarked;
