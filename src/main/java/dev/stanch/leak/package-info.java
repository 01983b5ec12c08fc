/**
 * The vocabulary of answers: {@link dev.stanch.leak.Cause}, {@link dev.stanch.leak.Site}, {@link
 * dev.stanch.leak.Evidence}, {@link dev.stanch.leak.Finding}, {@link dev.stanch.leak.Report}. Plain
 * immutable data that rules produce and reports print; it knows no other room. Start with {@code
 * Finding}.
 */
@NullMarked
package dev.stanch.leak;

import org.jspecify.annotations.NullMarked;
