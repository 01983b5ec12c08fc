/**
 * Pages in a browser. A profile and what is known of it come in ({@link
 * dev.stanch.web.ShownProfile}), a server that answers on this machine goes out ({@link
 * dev.stanch.web.ProfileServer}). Answers are JSON, computed by {@link dev.stanch.web.Answers} from
 * the options in the URL; the pages that show them are the resources beside this package. All texts
 * of a profile are untrusted: they leave as JSON or plain text and are never part of a page.
 */
@NullMarked
package dev.stanch.web;

import org.jspecify.annotations.NullMarked;
