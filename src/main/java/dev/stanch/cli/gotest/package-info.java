/**
 * The command {@code stanch test}: words for {@code go test} go in, its output and then the
 * goroutines that tests left behind come out. Start with {@link dev.stanch.cli.gotest.TestCommand}.
 */
@NullMarked
package dev.stanch.cli.gotest;

import org.jspecify.annotations.NullMarked;
