package dev.stanch.cli.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.trace.TraceReader;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.text.ParsedText;
import dev.stanch.trace.text.WireText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;

/** Every event, as {@code go tool trace -d} prints it; nothing is held. */
final class DebugPrint {
    private static final int BLOCK = 1 << 16;

    private DebugPrint() {}

    /** As {@code go tool trace -d=wire} prints it. */
    static void wire(ByteInput input, OutputStream out) throws FormatException, IOException {
        WireText events = WireText.open(input);
        StringBuilder text = new StringBuilder();
        try {
            while (events.append(text)) {
                if (text.length() > BLOCK) {
                    out.write(text.toString().getBytes(UTF_8));
                    text.setLength(0);
                }
            }
        } finally {
            out.write(text.toString().getBytes(UTF_8));
            out.flush();
        }
    }

    /** Prints what is whole, then throws what is wrong with the rest, if anything. */
    static void parsed(ByteInput input, OutputStream out) throws FormatException, IOException {
        TraceReader reader = TraceReader.open(input);
        ParsedText printer = new ParsedText(ZoneId.systemDefault());
        StringBuilder text = new StringBuilder();
        for (TraceEvent event = reader.next(); event != null; event = reader.next()) {
            printer.append(event, text);
            if (text.length() > BLOCK) {
                out.write(text.toString().getBytes(UTF_8));
                text.setLength(0);
            }
        }
        out.write(text.toString().getBytes(UTF_8));
        out.flush();
        FormatException damage = reader.damage();
        if (damage != null) {
            throw damage;
        }
    }
}
