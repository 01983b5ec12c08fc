/**
 * The lab against stanch: every program of {@code lab/}, live and recorded, diagnosed by the same
 * command that a user runs and held against its {@code truth.json}. In come the programs' truths
 * ({@link dev.stanch.lab.LabTruth}), out goes for each run a {@link dev.stanch.lab.LabOutcome}.
 * Start with {@code LabRecordingsTest}, which needs no Go.
 */
@NullMarked
package dev.stanch.lab;

import org.jspecify.annotations.NullMarked;
