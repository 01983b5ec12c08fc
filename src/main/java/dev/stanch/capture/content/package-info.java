/**
 * What a body is and holds, told by its bytes: kinds by their beginnings ({@link
 * dev.stanch.capture.content.Sniff}), the head of a pprof profile, JSON as flat maps, pages of
 * pprof; and bodies themselves: kept in memory or on disk, unpacked up to a bound. In come bytes of
 * anybody, out come facts or a one-line refusal. Start with {@link
 * dev.stanch.capture.content.BodyCheck}.
 */
@NullMarked
package dev.stanch.capture.content;

import org.jspecify.annotations.NullMarked;
