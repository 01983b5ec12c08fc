package dev.stanch.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a profile as ranges of bytes, made into {@link String}s when first asked for. It
 * can continue another table, which then must not grow any more.
 */
final class StringTable {
    private final @Nullable StringTable base;
    private final int offset;
    private final boolean exact;
    private final BytePages bytes = new BytePages();
    private final IntPages starts = new IntPages();
    private @Nullable String[] decoded = new String[16];
    private int malformed;

    /**
     * @param exact whether wrong bytes are kept, as {@link RawText} does, or show as U+FFFD
     */
    StringTable(boolean exact) {
        this.base = null;
        this.offset = 0;
        this.exact = exact;
    }

    /** One that has the strings of the other and can get more. */
    StringTable(StringTable base) {
        this.base = base;
        this.offset = base.size();
        this.exact = base.exact;
    }

    int size() {
        return offset + starts.size();
    }

    /** Memory taken, without the strings already decoded. */
    long bytes() {
        return bytes.bytes() + starts.bytes();
    }

    /** How many strings are not UTF-8. */
    int malformed() {
        return malformed;
    }

    boolean fits(int count) {
        return bytes.fits(count);
    }

    int add(byte[] source, int from, int count) {
        if (!RawText.isUtf8(source, from, count)) {
            malformed++;
        }
        starts.add(bytes.size());
        bytes.addAll(source, from, count);
        return size() - 1;
    }

    int add(String text) {
        byte[] source = RawText.bytes(text);
        return add(source, 0, source.length);
    }

    /** The string, or the empty one if there is none at this index. */
    String get(int index) {
        if (base != null && index < offset) {
            return base.get(index);
        }
        int own = index - offset;
        if (own < 0 || own >= starts.size()) {
            return "";
        }
        @Nullable String[] cache = decoded;
        if (own >= cache.length) {
            cache = Arrays.copyOf(cache, Math.max(own + 1, starts.size()));
            decoded = cache;
        }
        String known = cache[own];
        if (known == null) {
            known = decode(bytes.copy(starts.get(own), end(own)));
            cache[own] = known;
        }
        return known;
    }

    private String decode(byte[] source) {
        return exact ? RawText.of(source) : new String(source, StandardCharsets.UTF_8);
    }

    private int end(int own) {
        return own + 1 < starts.size() ? starts.get(own + 1) : bytes.size();
    }
}
