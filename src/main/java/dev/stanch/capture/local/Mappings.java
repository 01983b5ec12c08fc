package dev.stanch.capture.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums over {@code /proc/PID/smaps}. Native is what C and the program itself map: the brk heap, and
 * anonymous memory without a name where the kernel chose the address, near below the stack. The Go
 * heap is not among it: the runtime asks for its arenas far below ({@code runtime/malloc.go}; at a
 * random base since Go 1.26), and names them {@code [anon: Go: heap]} where the kernel can. A few
 * MiB of the runtime's own tables remain in it.
 *
 * @param pss proportional share, bytes
 * @param brkHeap size of {@code [heap]}, bytes
 * @param nativeAnon resident native anonymous memory, bytes
 */
record Mappings(double pss, double brkHeap, double nativeAnon) {
    /** The kernel puts mappings within about 1 TiB of random distance below the stack. */
    private static final long BELOW_STACK = 3L << 40;

    /** 47 bits of address, as on amd64. */
    private static final long STACK_WHEN_UNKNOWN = 0x7fff_0000_0000L;

    static Mappings read(String smaps) {
        String[] lines = smaps.split("\n", -1);
        long kernelChoice = stack(lines) - BELOW_STACK;
        double pss = 0;
        double brkHeap = 0;
        double nativeAnon = 0;
        boolean counted = false;
        for (String line : lines) {
            if (line.startsWith("Pss:")) {
                pss += kilobytes(line);
            } else if (line.startsWith("Anonymous:")) {
                nativeAnon += counted ? kilobytes(line) : 0;
            } else if (isHeader(line)) {
                String name = name(line);
                boolean kernelChose = start(line) >= kernelChoice;
                counted = isNative(name, kernelChose) || isPrivateFile(name, line, kernelChose);
                brkHeap += name.equals("[heap]") ? length(line) : 0;
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

    private static boolean isNative(String name, boolean kernelChose) {
        if (name.equals("[heap]")) {
            return true;
        }
        boolean named = name.startsWith("[anon:") && !name.startsWith("[anon: Go:");
        return named || (name.isEmpty() && kernelChose);
    }

    /**
     * A file mapped to be written in private: its changed pages are anonymous memory of the
     * program's own making.
     */
    private static boolean isPrivateFile(String name, String header, boolean kernelChose) {
        return kernelChose && name.startsWith("/") && header.contains(" rw-p ");
    }

    private static long stack(String[] lines) {
        for (String line : lines) {
            if (line.endsWith("[stack]")) {
                return start(line);
            }
        }
        return STACK_WHEN_UNKNOWN;
    }

    private static boolean isHeader(String line) {
        int dash = line.indexOf('-');
        return dash > 0 && dash <= 16 && Character.digit(line.charAt(0), 16) >= 0;
    }

    private static String name(String header) {
        String[] fields = header.split("\\s+", 6);
        return fields.length < 6 ? "" : fields[5].strip();
    }

    private static long start(String header) {
        return address(header, 0, header.indexOf('-'));
    }

    private static double length(String header) {
        int dash = header.indexOf('-');
        return address(header, dash + 1, header.indexOf(' ')) - start(header);
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
