package dev.stanch.process;

import static java.util.Objects.requireNonNull;

/**
 * A call that a function makes, as its source has it: also one that the compiler put into the
 * caller (inlined), which no call instruction tells of.
 *
 * @param caller function and line that a profile would print, outside of the standard library: the
 *     line of {@code mutex.Lock()}, not the line in {@code sync} that the compiler put there
 * @param callee full name as profiles have it, so {@code [...]} for type arguments
 */
public record FunctionCall(ProcessFrame caller, String callee) {
    public FunctionCall {
        requireNonNull(caller, "caller");
        requireNonNull(callee, "callee");
    }
}
