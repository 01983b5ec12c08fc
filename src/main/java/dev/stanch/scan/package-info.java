/**
 * What the Go source says about a line that a profile points at: how the code waits, what it
 * allocates and where that ends up, which collections only grow, which resources stay open. Source
 * files come in through a {@link dev.stanch.scan.SourceFinder}; facts (no judgement) go out. Start
 * reading at {@link dev.stanch.scan.CodeFacts}.
 */
@NullMarked
package dev.stanch.scan;

import org.jspecify.annotations.NullMarked;
