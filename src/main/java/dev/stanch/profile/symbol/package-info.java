/**
 * Names for addresses: in come a profile that lacks functions and lines and somebody who can find
 * them in the programs, out goes the profile with them. Start reading with {@link
 * dev.stanch.profile.symbol.Symbolized}.
 */
@NullMarked
package dev.stanch.profile.symbol;

import org.jspecify.annotations.NullMarked;
