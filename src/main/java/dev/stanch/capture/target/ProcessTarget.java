package dev.stanch.capture.target;

/** A process on this machine. */
public record ProcessTarget(long pid) implements Target {
    @Override
    public String name() {
        return "pid " + pid;
    }
}
