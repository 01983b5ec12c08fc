/** The command line: {@link dev.stanch.cli.Main} and one file for each command. */
@NullMarked
package dev.stanch.cli;

import org.jspecify.annotations.NullMarked;
