package dev.stanch.capture;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums over {@code /proc/PID/smaps}. Anonymous memory is the Go runtime's where its mapping says so
 * ({@code [anon: Go: heap]}, Go 1.25 and later on kernels with named anonymous memory) or lies
 * where the runtime places its arenas ({@code 0xc000000000} upwards, {@code runtime/malloc.go});
 * what is left is C's and what programs map themselves, with a few MiB of the runtime's own tables.
 *
 * @param pss proportional share, bytes
 * @param brkHeap size of {@code [heap]}, bytes
 * @param nativeAnon resident anonymous memory that is not the Go runtime's, bytes
 */
record Mappings(double pss, double brkHeap, double nativeAnon) {
    private static final long ARENAS = 0xc000000000L;
    private static final long ARENAS_END = 0xe000000000L;

    static Mappings read(String smaps) {
        double pss = 0;
        double brkHeap = 0;
        double nativeAnon = 0;
        boolean go = false;
        for (String line : smaps.split("\n", -1)) {
            if (line.startsWith("Pss:")) {
                pss += kilobytes(line);
            } else if (line.startsWith("Anonymous:")) {
                nativeAnon += go ? 0 : kilobytes(line);
            } else if (isHeader(line)) {
                go = line.contains("[anon: Go:") || inArenas(line);
                brkHeap += line.endsWith("[heap]") ? length(line) : 0;
            }
        }
        return new Mappings(pss, brkHeap, nativeAnon);
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("pss_bytes", pss);
        values.put("brk_heap_bytes", brkHeap);
        values.put("native_anon_bytes", nativeAnon);
        return values;
    }

    private static boolean isHeader(String line) {
        int dash = line.indexOf('-');
        return dash > 0
                && dash <= 16
                && Character.digit(line.charAt(0), 16) >= 0
                && line.indexOf(':') != dash - 1;
    }

    private static boolean inArenas(String header) {
        long start = address(header, 0, header.indexOf('-'));
        return start >= ARENAS && start < ARENAS_END;
    }

    private static double length(String header) {
        int dash = header.indexOf('-');
        int end = header.indexOf(' ');
        return address(header, dash + 1, end) - address(header, 0, dash);
    }

    private static long address(String header, int from, int to) {
        try {
            return Long.parseUnsignedLong(header, from, to, 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private static double kilobytes(String line) {
        String number = line.substring(line.indexOf(':') + 1).replace("kB", "").strip();
        try {
            return Double.parseDouble(number) * 1024;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
