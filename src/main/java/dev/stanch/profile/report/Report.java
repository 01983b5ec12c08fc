package dev.stanch.profile.report;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a profile in one form. */
public interface Report {
    /**
     * Writes the whole report; the stream stays open.
     *
     * @throws ReportException if there is nothing to show, such as no match; nothing was written
     *     that matters then
     */
    void write(Prepared prepared, OutputStream out)
            throws IOException, FormatException, ReportException;
}
