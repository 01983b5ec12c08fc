package dev.stanch.profile.codec;

import dev.stanch.io.Varints;

/** The parts of protobuf's wire format that profiles need. */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** What the fields of the outer message are, by number. */
    static final String[] FIELDS = {
        "field 0",
        "sample type",
        "sample",
        "mapping",
        "location",
        "function",
        "string",
        "field 7",
        "field 8",
        "time",
        "duration",
        "period type",
        "period",
        "comment"
    };

    private Wire() {}

    /** Steps over a field of no interest. */
    static void skip(Varints cursor, long tag) {
        switch ((int) (tag & 7)) {
            case VARINT -> cursor.next();
            case FIXED64 -> cursor.skip(8);
            case FIXED32 -> cursor.skip(4);
            case BYTES -> cursor.skip(cursor.next());
            default -> cursor.skip(-1);
        }
    }
}
