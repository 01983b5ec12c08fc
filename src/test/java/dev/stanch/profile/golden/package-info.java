/**
 * The golden matrix: what {@code go tool pprof} printed for every profile of {@code rows.txt} and
 * every command line of {@code commands.txt}, against what {@code stanch pprof} prints. Start with
 * {@link dev.stanch.profile.golden.GoldenMatrixTest}; {@link dev.stanch.profile.golden.GoldenTool}
 * shows the differences.
 */
@NullMarked
package dev.stanch.profile.golden;

import org.jspecify.annotations.NullMarked;
