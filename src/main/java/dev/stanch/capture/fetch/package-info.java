/**
 * One target asked over HTTP within bounds, every failure one line with the mend. In comes a URL,
 * out comes a body. Start with {@link dev.stanch.capture.fetch.Fetcher}; {@link
 * dev.stanch.capture.fetch.Download} is one file from a URL.
 */
@NullMarked
package dev.stanch.capture.fetch;

import org.jspecify.annotations.NullMarked;
