/**
 * Profiles made of profiles, after the rules of google/pprof. The way from files to a report:
 * {@link dev.stanch.profile.transform.Intake} completes each profile that was read, {@link
 * dev.stanch.profile.transform.Merge} adds them up, {@link dev.stanch.profile.transform.Base}
 * subtracts others, {@link dev.stanch.profile.transform.Pruning#uninteresting} cuts what the
 * profile itself does not want to show; then for a report {@link
 * dev.stanch.profile.transform.TagFrames}, {@link dev.stanch.profile.transform.Filters} and {@link
 * dev.stanch.profile.transform.Aggregation}. Nothing changes a profile: what stays the same is
 * shared. All work is done on the tables of names, locations, stacks and label sets first, and on
 * samples last, where it is one look-up. Start reading at {@code Filters}.
 */
@NullMarked
package dev.stanch.profile.transform;

import org.jspecify.annotations.NullMarked;
