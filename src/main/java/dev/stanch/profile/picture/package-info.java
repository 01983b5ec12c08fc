/**
 * Pictures of call graphs where Graphviz is not installed: in comes a graph in Graphviz's language,
 * as {@code -dot} writes it, out comes an SVG with the nodes in layers. Start reading with {@link
 * dev.stanch.profile.picture.SvgPicture}.
 */
@NullMarked
package dev.stanch.profile.picture;

import org.jspecify.annotations.NullMarked;
