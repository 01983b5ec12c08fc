/**
 * Numbers as pprof prints them. Values with their units come in, the texts of the reports go out:
 * scaling between units ({@link dev.stanch.profile.measure.Units}), shares of a total ({@link
 * dev.stanch.profile.measure.Percent}) and Go's formats of numbers ({@link
 * dev.stanch.profile.measure.GoFloat}). Start reading at {@code Units}.
 */
@NullMarked
package dev.stanch.profile.measure;

import org.jspecify.annotations.NullMarked;
