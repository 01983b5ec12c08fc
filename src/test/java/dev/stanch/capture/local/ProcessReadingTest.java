package dev.stanch.capture.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Samples;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessReadingTest {
    @TempDir Path root;

    @BeforeEach
    void aProcess() throws IOException {
        write(
                "proc/7/status",
                "Name:\tapp\nVmRSS:\t    2048 kB\nRssAnon:\t    1024 kB\nVmSwap:\t       4 kB\nThreads:\t9\n");
        write(
                "proc/7/stat",
                "7 (a) b) S 1 7 7 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 9 0 12345 1000 512 0\n");
        write("proc/stat", "cpu 1 2\nbtime 1764000000\n");
        write("proc/7/cmdline", "/srv/app\0--token=secret\0");
        write("proc/7/environ", "HOME=/root\0GOMEMLIMIT=1GiB\0PASSWORD=secret\0GOGC=50\0");
        write(
                "proc/7/smaps",
                """
                00400000-00500000 r-xp 00000000 08:01 1    /srv/app
                Pss:                 100 kB
                Anonymous:             8 kB
                01000000-01400000 rw-p 00000000 00:00 0    [heap]
                Pss:                 200 kB
                Anonymous:           200 kB
                c000000000-c000400000 rw-p 00000000 00:00 0
                Pss:                 400 kB
                Anonymous:           400 kB
                7f0000000000-7f0000400000 rw-p 00000000 00:00 0
                Pss:                  50 kB
                Anonymous:            50 kB
                7f0000500000-7f0000600000 rw-p 00000000 00:00 0    [anon: Go: gc bits]
                Pss:                  30 kB
                Anonymous:            30 kB
                7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0    [stack]
                Pss:                   8 kB
                Anonymous:             8 kB
                """);
        Files.createDirectories(root.resolve("proc/7/fd"));
        write("proc/7/fd/0", "");
        write("proc/7/fd/1", "");
        Files.createSymbolicLink(root.resolve("proc/7/exe"), Path.of("/srv/app"));
    }

    @Test
    void everythingIsReadAndNoSecretIsKept() throws Exception {
        cgroupV2();
        ProcessReading reading = ProcessReading.of(root, 7);
        String json = new String(reading.json(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("secret");
        Capture capture = Samples.capture(CaptureKind.PROCESS, 0, json);
        double kib = 1024;
        assertThat(MetricReader.read(capture).numbers())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry(Metric.RSS, 2048 * kib),
                                Map.entry(Metric.ANON, 1024 * kib),
                                Map.entry(Metric.SWAP, 4 * kib),
                                Map.entry(Metric.THREADS, 9.0),
                                Map.entry(Metric.CPU_SECONDS, 2.0),
                                Map.entry(Metric.PROCESS_START, 1764000123.45),
                                Map.entry(Metric.PSS, 788 * kib),
                                Map.entry(Metric.BRK_HEAP, 4096 * kib),
                                Map.entry(Metric.NATIVE_ANON, 250 * kib),
                                Map.entry(Metric.OPEN_FDS, 2.0),
                                Map.entry(Metric.CGROUP_LIMIT, 1000.0),
                                Map.entry(Metric.CGROUP_USAGE, 900.0),
                                Map.entry(Metric.OOM_KILLS, 2.0)));
        assertThat(MetricReader.read(capture).facts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("executable", "/srv/app", "GOMEMLIMIT", "1GiB", "GOGC", "50"));
        assertThat(reading.incomplete()).isEmpty();
    }

    @Test
    void theFirstVersionOfControlGroupsIsRead() throws Exception {
        write("proc/7/cgroup", "5:cpu:/\n4:memory,hugetlb:/docker/abc\n0::/\n");
        write(
                "proc/self/mountinfo",
                "30 25 0:26 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory,hugetlb\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "5000\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "400\n");
        write("sys/fs/cgroup/memory/memory.oom_control", "under_oom 0\noom_kill 1\n");
        assertThat(ProcessReading.of(root, 7).values())
                .containsEntry("cgroup_limit_bytes", 5000.0)
                .containsEntry("cgroup_usage_bytes", 400.0)
                .containsEntry("oom_kills", 1.0);
    }

    @Test
    void anUnlimitedGroupHasNoLimit() throws Exception {
        cgroupV2();
        write("sys/fs/cgroup/pod/memory.max", "max\n");
        write("sys/fs/cgroup/pod/box/memory.max", "max\n");
        assertThat(ProcessReading.of(root, 7).values())
                .doesNotContainKey("cgroup_limit_bytes")
                .containsEntry("cgroup_usage_bytes", 300.0);
    }

    @Test
    void whatMayNotBeReadIsTold() throws Exception {
        Files.delete(root.resolve("proc/7/smaps"));
        Files.delete(root.resolve("proc/7/environ"));
        Files.delete(root.resolve("proc/7/exe"));
        ProcessReading reading = ProcessReading.of(root, 7);
        assertThat(reading.values()).containsEntry("rss_bytes", 2048 * 1024.0);
        assertThat(reading.incomplete()).hasSize(4);
        assertThat(reading.incomplete().get(0)).startsWith("executable not readable");
    }

    @Test
    void aProcessThatIsGoneFails() {
        assertThatThrownBy(() -> ProcessReading.of(root, 8)).isInstanceOf(IOException.class);
        assertThat(ProcessReading.cpuSeconds(root, 8)).isNull();
    }

    private void cgroupV2() throws IOException {
        write("proc/7/cgroup", "0::/pod/box\n");
        write(
                "proc/self/mountinfo",
                "30 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
        write("sys/fs/cgroup/pod/box/memory.max", "2000\n");
        write("sys/fs/cgroup/pod/box/memory.current", "300\n");
        write("sys/fs/cgroup/pod/box/memory.events", "low 0\noom 3\noom_kill 2\n");
        write("sys/fs/cgroup/pod/memory.max", "1000\n");
        write("sys/fs/cgroup/pod/memory.current", "900\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
