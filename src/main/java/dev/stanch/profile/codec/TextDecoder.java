package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.codec.legacy.LegacyProfile;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the debug=1 texts. Unlike {@code go tool pprof}, which sees only the addresses in them,
 * it takes functions and lines from the comments. Offsets in its exceptions are line numbers.
 */
final class TextDecoder {
    private static final int MAX_LINE = 1 << 20;

    private final ByteInput input;
    private final long memoryLimit;
    private final ProfileTables tables = new ProfileTables();
    private final TextStacks stacks = new TextStacks(tables);
    private final MemStatsText memStats = new MemStatsText();
    private final TextForm form;
    private final long[] row;
    private boolean pending;

    /** Whether what is left of the input is a memory map, which old Go versions wrote. */
    private boolean mapFollows;

    private long lines = 1;

    /**
     * @param form by the first line, which was read already
     * @param memoryLimit bytes that the columns may take
     */
    TextDecoder(ByteInput input, TextForm form, long memoryLimit) {
        this.input = input;
        this.form = form;
        this.memoryLimit = memoryLimit;
        this.row = new long[form.stride()];
    }

    Profile decode() throws FormatException, IOException {
        tables.setStride(form.stride());
        form.sampleTypes().forEach(tables::addSampleType);
        try {
            decodeLines();
        } catch (FormatException broken) {
            if (tables.samples() == 0) {
                throw broken;
            }
            tables.addProblem(
                    broken.getMessage() + "; the " + tables.samples() + " records before are kept");
        }
        if (form instanceof TextForm.Heap && memStats.byName().isEmpty() && !mapFollows) {
            tables.addProblem(input.name() + ": it ends before the memory statistics");
        }
        tables.setPeriod(form.periodType(), form.period());
        LegacyProfile.finish(tables, form.sampleTypes(), input, mapFollows);
        if (stacks.allNamed()) {
            // Nothing is left for who would look the addresses up.
            for (int mapping = 0; mapping < tables.mappings(); mapping++) {
                tables.setSymbolized(mapping, true, true, true, true);
            }
        }
        return tables.build();
    }

    /** Complete when {@link #decode} is done; empty for texts that have none. */
    Map<String, Long> memStats() {
        return memStats.byName();
    }

    private void decodeLines() throws FormatException, IOException {
        String line = next();
        while (line != null) {
            if (line.startsWith("#\t")) {
                stacks.comment(line);
            } else if (line.startsWith("# labels: ")) {
                labels(line.substring("# labels: ".length()));
            } else if (line.startsWith("#")) {
                memStats.line(line);
            } else if (LegacyProfile.isMapStart(line)) {
                mapFollows = true;
                break;
            } else if (!line.isBlank() && !form.header(line)) {
                flush();
                read(line);
            }
            line = next();
        }
        flush();
        input.checkWhole();
    }

    private @Nullable String next() throws FormatException, IOException {
        String line = input.line(MAX_LINE);
        lines++;
        if (line != null && input.isCutLine()) {
            flush();
            input.checkWhole();
            throw wrong("the text ends in the middle of a line");
        }
        if ((lines & 0x3ff) == 0 && stacks.bytes() > memoryLimit) {
            long limit = memoryLimit >> 20;
            throw wrong("it needs more than " + limit + " MiB of memory: allow Java more");
        }
        return line;
    }

    private void read(String line) throws FormatException {
        Cut cut = new Cut(line);
        form.read(cut, row);
        stacks.addresses(cut);
        if (cut.failed()) {
            String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
            throw wrong("expected a record of numbers and addresses, found: " + shown);
        }
        pending = true;
    }

    private void labels(String text) {
        GoLabels.parse(text)
                .forEach((key, value) ->
                        tables.label(stacks.string(key), stacks.string(value), 0, 0));
    }

    /** A record is complete when the next begins: labels follow its first line. */
    private void flush() {
        if (!pending) {
            tables.discardLabels();
            return;
        }
        long blockSize = form.blockSize(row);
        if (blockSize != 0) {
            tables.label(stacks.string("bytes"), 0, blockSize, 0);
        }
        tables.addSample(row, stacks.intern(), tables.labelSet());
        pending = false;
    }

    private FormatException wrong(String problem) {
        return new FormatException(input.name(), lines, problem);
    }
}
