/**
 * The call graph of a profile. Samples come in; nodes (what is one line of a report: a function, a
 * line, an address) with their own and their cumulative weight go out, and the edges between them,
 * cut down to what matters. Start reading at {@link dev.stanch.profile.graph.Trimmed}, which says
 * in which order things are cut, then {@link dev.stanch.profile.graph.Graph}.
 */
@NullMarked
package dev.stanch.profile.graph;

import org.jspecify.annotations.NullMarked;
