package dev.stanch.io;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a large source on a second processor while what came before is decoded. Small ones are
 * unpacked where they are asked for: a thread costs more than they take.
 */
final class ReadAhead implements ByteSource {
    /** What is unpacked without a second thread. */
    private static final int SMALL = 1 << 20;

    private static final int BLOCK = 1 << 18;
    private static final int BLOCKS = 3;

    /** A piece of the source, and what ended it; a count of -1 is its plain end. */
    private static final class Piece {
        final byte[] bytes;
        final int count;
        final @Nullable Throwable end;

        Piece(byte[] bytes, int count, @Nullable Throwable end) {
            this.bytes = bytes;
            this.count = count;
            this.end = end;
        }
    }

    private final ByteSource source;
    private long direct;
    private @Nullable Thread thread;
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
    private Piece piece = new Piece(new byte[0], 0, null);
    private int position;

    ReadAhead(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read(byte[] target, int at, int count) throws FormatException, IOException {
        if (thread == null) {
            if (direct < SMALL) {
                int read = source.read(target, at, count);
                direct += Math.max(read, 0);
                return read;
            }
            thread = start();
        }
        while (position == piece.count) {
            if (piece.end != null) {
                throw ended(piece.end);
            }
            next();
        }
        if (piece.count < 0) {
            return -1;
        }
        int step = Math.min(count, piece.count - position);
        System.arraycopy(piece.bytes, position, target, at, step);
        position += step;
        return step;
    }

    /** The thread ends by itself where nobody takes its pieces any more. */
    @Override
    public void close() {
        if (thread == null) {
            source.close();
        } else {
            thread.interrupt();
        }
    }

    private Thread start() {
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new byte[BLOCK]);
        }
        return Thread.ofPlatform().daemon().name("unpacking").start(this::unpack);
    }

    private void unpack() {
        try (source) {
            Piece last;
            do {
                last = unpacked(free.take());
                full.put(last);
            } while (last.count >= 0 && last.end == null);
        } catch (InterruptedException closed) {
            // Nobody reads on.
        }
    }

    /** As much as fits, so that few pieces change hands. */
    private Piece unpacked(byte[] block) {
        int filled = 0;
        try {
            while (filled < block.length) {
                int read = source.read(block, filled, block.length - filled);
                if (read < 0) {
                    return filled == 0
                            ? new Piece(block, -1, null)
                            : new Piece(block, filled, null);
                }
                filled += read;
            }
            return new Piece(block, filled, null);
        } catch (FormatException | IOException | RuntimeException | Error failure) {
            return new Piece(block, filled, failure);
        }
    }

    private void next() throws IOException {
        if (piece.bytes.length > 0) {
            free.add(piece.bytes);
        }
        try {
            piece = full.take();
            position = 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking", stopped);
        }
    }

    /** The failure as if it had happened here. */
    private static IOException ended(Throwable failure) throws FormatException {
        return switch (failure) {
            case FormatException damage -> throw damage;
            case IOException told -> told;
            case RuntimeException broken -> throw broken;
            case Error broken -> throw broken;
            default -> new IOException(failure);
        };
    }
}
