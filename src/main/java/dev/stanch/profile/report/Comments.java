package dev.stanch.profile.report;

import java.io.IOException;

/** {@code -comments}: the profile's comments as they are. */
final class Comments implements TextReport {
    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        for (String comment : prepared.profile().comments()) {
            out.line(comment);
        }
    }
}
