package dev.stanch.capture.content;

import dev.stanch.capture.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bodies: small ones in memory, larger ones in temporary files that go when the spool is
 * closed.
 */
public final class Spool implements AutoCloseable {
    private static final int IN_MEMORY = 2 << 20;
    private final java.util.List<Path> files = new java.util.ArrayList<>();

    /** A body that is too large. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        public TooLargeException(long limit) {
            super("over the limit of " + limit + " bytes");
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @throws TooLargeException when it gives more than {@code limit} bytes
     */
    public Body keep(InputStream in, long limit) throws IOException {
        byte[] chunk = new byte[1 << 16];
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        @Nullable Path file = null;
        long size = 0;
        try (Sink sink = new Sink(memory)) {
            int read;
            while ((read = in.read(chunk)) >= 0) {
                size += read;
                if (size > limit) {
                    throw new TooLargeException(limit);
                }
                if (file == null && size > IN_MEMORY) {
                    file = Files.createTempFile("stanch-", ".body");
                    files.add(file);
                    sink.moveTo(Files.newOutputStream(file), memory);
                }
                sink.out.write(chunk, 0, read);
            }
        }
        return file == null ? Body.of(memory.toByteArray()) : new FileBody(file, size);
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
        files.clear();
    }

    private static final class Sink implements AutoCloseable {
        OutputStream out;

        Sink(OutputStream out) {
            this.out = out;
        }

        void moveTo(OutputStream next, ByteArrayOutputStream soFar) throws IOException {
            out = next;
            soFar.writeTo(next);
            soFar.reset();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private record FileBody(Path file, long size) implements Body {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
