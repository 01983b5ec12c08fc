/** From an execution trace's numbers to findings. Start with {@code TraceDiagnosis}. */
@NullMarked
package dev.stanch.diagnosis.tracing;

import org.jspecify.annotations.NullMarked;
