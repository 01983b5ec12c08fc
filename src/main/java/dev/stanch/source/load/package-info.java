/**
 * Where the packages of a Go program lie on disk, without the Go toolchain: import paths come in,
 * folders and the files that a build takes from them go out. Start reading at {@link
 * dev.stanch.source.load.Packages}.
 */
@NullMarked
package dev.stanch.source.load;

import org.jspecify.annotations.NullMarked;
