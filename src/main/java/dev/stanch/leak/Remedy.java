package dev.stanch.leak;

/**
 * The corrected pattern for one code shape, to be made specific by the finding that offers it.
 *
 * @param id such as {@code close-channel}; {@link Remedies#ids()} has all
 * @param summary what to do, in one to three sentences
 * @param example corrected Go code, a few lines of declarations that compile
 * @param grade whether the change may be made without thought about behaviour
 */
public record Remedy(String id, String summary, String example, Fix.Grade grade) {
    /** The remedy as a finding's fix. */
    public Fix fix() {
        return new Fix(summary, grade, example, null);
    }
}
