/**
 * What a line allocates and where the value goes from there. Start reading at {@link
 * dev.stanch.scan.allocation.Allocations}.
 */
@NullMarked
package dev.stanch.scan.allocation;

import org.jspecify.annotations.NullMarked;
