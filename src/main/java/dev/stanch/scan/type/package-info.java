/**
 * The types of expressions, as far as a package's declarations and a few well-known functions tell.
 * Start reading at {@link dev.stanch.scan.type.Types}.
 */
@NullMarked
package dev.stanch.scan.type;

import org.jspecify.annotations.NullMarked;
