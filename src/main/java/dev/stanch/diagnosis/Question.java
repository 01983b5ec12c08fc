package dev.stanch.diagnosis;

import dev.stanch.scan.SourceFinder;

/**
 * What is asked about a target.
 *
 * @param target its name in the report
 * @param memoryLimit bytes that the user says it may use; 0 when nothing was said
 * @param sources where Go source is looked for
 * @param binary what its executable tells; {@link BinaryFacts#none} when it is not at hand
 */
public record Question(String target, long memoryLimit, SourceFinder sources, BinaryFacts binary) {}
