package dev.stanch.leak;

/**
 * A symptom of the runbook that was seen: no cause by itself.
 *
 * @param id {@code rss-growth}, {@code goroutine-growth}, {@code gc-pauses}, {@code gc-cpu}, {@code
 *     oom-killed}, {@code unresponsive} or {@code since-deploy}
 * @param text the symptom in words and numbers
 */
public record Symptom(String id, String text) {}
