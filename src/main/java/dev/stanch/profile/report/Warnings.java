package dev.stanch.profile.report;

/** Takes what a person should know about the way to a report, one line each. */
@FunctionalInterface
public interface Warnings {
    void warn(String message);
}
