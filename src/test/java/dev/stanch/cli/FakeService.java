package dev.stanch.cli;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a Go service that leaks says of itself: goroutines that block on a send at {@code
 * /src/shop/hub.go:88}, and memory that is put into a map at {@code /src/shop/store.go:33}.
 *
 * @param goroutinesPerSecond how fast goroutines leak
 * @param bytesPerSecond how fast the heap grows
 * @param prefix of the package path in all names, to make them hostile
 * @param atStart goroutines that were there from the start
 */
record FakeService(
        double goroutinesPerSecond,
        double bytesPerSecond,
        String prefix,
        Clock clock,
        long atStart) {
    static final String SITE_FILE = "/src/shop/hub.go";
    static final int SITE_LINE = 88;
    static final String HEAP_FILE = "/src/shop/store.go";
    static final int HEAP_LINE = 33;
    private static final long HEAP_AT_START = 8 << 20;
    private static final long RATE = 512 << 10;

    /** Time since the program's start. */
    static final class Clock {
        private volatile long start;

        Clock() {
            this(0);
        }

        /** Of a program that has run for a time already. */
        Clock(double secondsAgo) {
            this.start = System.nanoTime() - (long) (secondsAgo * 1e9);
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        void restart() {
            start = System.nanoTime();
        }
    }

    /** Forty goroutines and a MiB a second. */
    static FakeService leaking() {
        return new FakeService(40, 1 << 20, "shop", new Clock(), 12);
    }

    static FakeService idle() {
        return new FakeService(0, 0, "shop", new Clock(), 12);
    }

    /** Serves all of it as net/http/pprof and expvar do. */
    FakeTarget serve(FakeTarget target) {
        return serve(target, "");
    }

    FakeTarget serve(FakeTarget target, String path) {
        String pprof = path + "/debug/pprof/";
        give(target, pprof, () -> FakeTarget.bytes(index()));
        give(target, pprof + "goroutine", this::goroutineProfile);
        give(target, pprof + "goroutine?debug=2", () -> FakeTarget.bytes(dump()));
        give(target, pprof + "heap", this::heapProfile);
        give(target, pprof + "cmdline", () -> FakeTarget.bytes("/srv/shop\0-addr\0:6060"));
        give(target, path + "/debug/vars", () -> FakeTarget.bytes(expvar()));
        return target;
    }

    private interface Making {
        byte[] body();
    }

    private static void give(FakeTarget target, String path, Making body) {
        target.on(path, (exchange, nth) -> FakeTarget.send(exchange, 200, body.body()));
    }

    long leaked() {
        return (long) (clock.seconds() * goroutinesPerSecond);
    }

    private long heap() {
        return HEAP_AT_START + (long) (clock.seconds() * bytesPerSecond);
    }

    String index() {
        return """
        <html><head><title>/debug/pprof/</title></head><body>
        <table><thead><td>Count</td><td>Profile</td></thead>
        <tr><td>%d</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>
        <tr><td>%d</td><td><a href='heap?debug=1'>heap</a></td></tr>
        </table></body></html>
        """
                .formatted(atStart + leaked(), 100);
    }

    String expvar() {
        return String.format(
                Locale.ROOT,
                """
                {"cmdline": ["/srv/shop", "-password=hunter2hunter2"],
                 "memstats": {"Alloc": %1$d, "HeapAlloc": %1$d, "TotalAlloc": %2$d, "Mallocs": %2$d,
                  "Sys": %3$d, "HeapSys": %1$d, "HeapInuse": %1$d, "NumGC": %4$d, "PauseTotalNs": %5$d}}
                """,
                heap(),
                heap() + (long) (clock.seconds() * (4 << 20)),
                heap() + (6 << 20),
                (long) (clock.seconds() * 3),
                (long) (clock.seconds() * 300_000));
    }

    byte[] goroutineProfile() {
        ProfileBuilder builder =
                new ProfileBuilder(List.of(new ValueType("goroutine", "count")))
                        .period(new ValueType("goroutine", "count"), 1);
        builder.addSample(
                List.of(
                        new Frame("runtime.gopark", "/go/src/runtime/proc.go", 460),
                        new Frame(
                                "internal/poll.runtime_pollWait",
                                "/go/src/runtime/netpoll.go",
                                351),
                        new Frame("net.(*TCPListener).Accept", "/go/src/net/tcpsock.go", 374),
                        new Frame("net/http.(*Server).Serve", "/go/src/net/http/server.go", 3400),
                        new Frame("main.main", "/src/shop/main.go", 20)),
                atStart);
        if (leaked() > 0) {
            builder.addSample(
                    List.of(
                            new Frame("runtime.gopark", "/go/src/runtime/proc.go", 460),
                            new Frame("runtime.chansend", "/go/src/runtime/chan.go", 283),
                            new Frame("runtime.chansend1", "/go/src/runtime/chan.go", 161),
                            new Frame(prefix + ".(*Hub).publish", SITE_FILE, SITE_LINE),
                            new Frame(prefix + ".(*Hub).Subscribe.func1", SITE_FILE, 41)),
                    leaked());
        }
        return packed(builder.build());
    }

    byte[] heapProfile() {
        return heapProfile(heap());
    }

    byte[] heapProfile(long bytes) {
        ProfileBuilder builder =
                new ProfileBuilder(
                                List.of(
                                        new ValueType("alloc_objects", "count"),
                                        new ValueType("alloc_space", "bytes"),
                                        new ValueType("inuse_objects", "count"),
                                        new ValueType("inuse_space", "bytes")))
                        .period(new ValueType("space", "bytes"), RATE);
        List<Frame> stack =
                List.of(
                        new Frame(prefix + ".(*Store).Put", HEAP_FILE, HEAP_LINE),
                        new Frame(prefix + ".handle", "/src/shop/main.go", 52),
                        new Frame(
                                "net/http.HandlerFunc.ServeHTTP",
                                "/go/src/net/http/server.go",
                                2294));
        builder.addSample(stack, bytes / 1024, bytes, bytes / 1024, bytes);
        return packed(builder.build());
    }

    /** As {@code goroutine?debug=2} gives it; ids never change. */
    String dump() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= atStart; i++) {
            text.append("goroutine ").append(i).append(" [IO wait]:\n");
            text.append("net.(*TCPListener).Accept(0xc000010000)\n");
            text.append("\t/go/src/net/tcpsock.go:374 +0x30\n");
            text.append("main.main()\n\t/src/shop/main.go:20 +0x2c\n\n");
        }
        for (long i = 0; i < leaked(); i++) {
            text.append("goroutine ").append(atStart + 1 + i).append(" [chan send]:\n");
            text.append(prefix).append(".(*Hub).publish(0xc000010000, {0xc000200000, 0x5})\n");
            text.append("\t/src/shop/hub.go:88 +0x45\n");
            text.append(prefix).append(".(*Hub).Subscribe.func1()\n\t/src/shop/hub.go:41 +0x2c\n");
            text.append("created by ").append(prefix).append(".(*Hub).Subscribe in goroutine 1\n");
            text.append("\t/src/shop/hub.go:40 +0x6d\n\n");
        }
        return text.toString();
    }

    static byte[] packed(Profile profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ProfileWriter.write(profile, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
