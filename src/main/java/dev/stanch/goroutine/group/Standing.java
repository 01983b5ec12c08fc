package dev.stanch.goroutine.group;

/** What a dump tells of a group, the worst first. */
public enum Standing {
    /** Nothing can ever wake it: the kind of wait says so, or the runtime's own leak mark. */
    CERTAIN,
    /** It grew from dump to dump and its members stayed. */
    LIKELY,
    /** Looks like a leak; one look cannot tell. */
    SUSPICIOUS,
    /** Neither for nor against it. */
    OPEN,
    /** There by right. */
    BENIGN
}
