package dev.stanch.profile.report;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.OutputStream;

/** A report that is text. */
interface TextReport extends Report {
    void print(Prepared prepared, TextOutput out)
            throws IOException, FormatException, ReportException;

    @Override
    default void write(Prepared prepared, OutputStream out)
            throws IOException, FormatException, ReportException {
        TextOutput text = new TextOutput(out);
        print(prepared, text);
        text.flush();
    }
}
