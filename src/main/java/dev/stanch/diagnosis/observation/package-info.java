/**
 * What was seen of one target, folded while captures come in: {@link
 * dev.stanch.diagnosis.observation.Observation} takes captures in time order and keeps, for each
 * goroutine group and allocation site, one number per moment. Whose code a frame is tell {@link
 * dev.stanch.diagnosis.observation.Owners}. No judgement is made here. Start with {@code
 * Observation}.
 */
@NullMarked
package dev.stanch.diagnosis.observation;

import org.jspecify.annotations.NullMarked;
