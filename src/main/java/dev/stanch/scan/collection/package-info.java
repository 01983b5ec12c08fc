/**
 * What a package does to one collection: what goes in, what leaves, what bounds it, how long it
 * lives. Start reading at {@link dev.stanch.scan.collection.Growth}.
 */
@NullMarked
package dev.stanch.scan.collection;

import org.jspecify.annotations.NullMarked;
