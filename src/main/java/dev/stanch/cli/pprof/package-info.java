/**
 * {@code stanch pprof}: the command line, the shell and the fetching of {@code go tool pprof}. In
 * comes what a person wrote; out goes a report of {@code dev.stanch.profile.report}, made of the
 * profiles that were fetched and merged. Start with {@link PprofCommand}.
 */
@NullMarked
package dev.stanch.cli.pprof;

import org.jspecify.annotations.NullMarked;
