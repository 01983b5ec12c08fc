package dev.stanch.scan;

/**
 * One arm of a {@code select}.
 *
 * @param channel the channel expression, empty for {@code default}
 * @param leaves whether the arm ends the surrounding loop or the function
 */
public record SelectArm(ArmKind kind, String channel, int line, boolean leaves) {}
