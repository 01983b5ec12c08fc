/**
 * What the Go source says about a line that a profile points at: how the code waits, what it
 * allocates and where that ends up, which collections only grow, which resources stay open. Source
 * files come in through a {@link dev.stanch.scan.SourceFinder}; facts (no judgement) go out. This
 * package holds the questions and the facts; the inner rooms find the answers, each knowing those
 * before it: {@code name}, {@code type}, {@code flow}, {@code program}, {@code release}, and then
 * {@code wait}, {@code allocation} and {@code collection}. Start reading at {@link
 * dev.stanch.scan.CodeFacts}.
 */
@NullMarked
package dev.stanch.scan;

import org.jspecify.annotations.NullMarked;
