/**
 * From what was seen to what leaks. {@link dev.stanch.diagnosis.rule.GoroutineGrowth}, {@link
 * dev.stanch.diagnosis.rule.HeapGrowth} and {@link dev.stanch.diagnosis.rule.NativeGrowth} find
 * {@linkplain dev.stanch.diagnosis.rule.Candidate candidates}; a {@link
 * dev.stanch.diagnosis.rule.Rule} for each cause says which of them it explains, how surely, and
 * what stops it. Start with {@code Rules}.
 */
@NullMarked
package dev.stanch.diagnosis.rule;

import org.jspecify.annotations.NullMarked;
