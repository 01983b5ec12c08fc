package dev.stanch.diagnosis;

import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.SourceFinder;
import java.util.List;

/**
 * What is asked about a target.
 *
 * @param target its name in the report
 * @param memoryLimit bytes that the user says it may use; 0 when nothing was said
 * @param sources where Go source is looked for
 * @param binaryCalls calls into C and of mmap that its executable holds; empty when it is not at
 *     hand
 */
public record Question(
        String target, long memoryLimit, SourceFinder sources, List<NativeFacts> binaryCalls) {
    public Question {
        binaryCalls = List.copyOf(binaryCalls);
    }
}
