/**
 * From captures to findings. {@link dev.stanch.diagnosis.Diagnosis} folds captures into an
 * observation and judges it; {@link dev.stanch.diagnosis.Watch} decides on a live target what to
 * take next, within the target's budget. A recording goes through the same {@code Diagnosis}. Start
 * with {@code Diagnosis}; the rules are in {@code diagnosis.rule}.
 */
@NullMarked
package dev.stanch.diagnosis;

import org.jspecify.annotations.NullMarked;
