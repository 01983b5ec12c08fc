package dev.stanch.source.load;

import java.util.Set;

/**
 * For what a build is made; decides which files belong to it.
 *
 * @param minor the Go version 1.minor whose {@code go1.N} tags hold
 */
public record BuildContext(String os, String arch, Set<String> tags, int minor, boolean cgo) {
    private static final Set<String> SYSTEMS =
            Set.of(
                    "aix",
                    "android",
                    "darwin",
                    "dragonfly",
                    "freebsd",
                    "hurd",
                    "illumos",
                    "ios",
                    "js",
                    "linux",
                    "nacl",
                    "netbsd",
                    "openbsd",
                    "plan9",
                    "solaris",
                    "wasip1",
                    "windows",
                    "zos");
    private static final Set<String> UNIX =
            Set.of(
                    "aix",
                    "android",
                    "darwin",
                    "dragonfly",
                    "freebsd",
                    "hurd",
                    "illumos",
                    "ios",
                    "linux",
                    "netbsd",
                    "openbsd",
                    "solaris");
    private static final Set<String> MACHINES =
            Set.of(
                    "386",
                    "amd64",
                    "amd64p32",
                    "arm",
                    "armbe",
                    "arm64",
                    "arm64be",
                    "loong64",
                    "mips",
                    "mipsle",
                    "mips64",
                    "mips64le",
                    "mips64p32",
                    "mips64p32le",
                    "ppc",
                    "ppc64",
                    "ppc64le",
                    "riscv",
                    "riscv64",
                    "s390",
                    "s390x",
                    "sparc",
                    "sparc64",
                    "wasm");

    /** Experiments that are on by default for amd64 in Go 1.26 (internal/buildcfg/exp.go). */
    private static final Set<String> EXPERIMENTS =
            Set.of("regabiwrappers", "regabiargs", "dwarf5", "greenteagc", "randomizedheapbase64");

    public static final BuildContext LINUX = new BuildContext("linux", "amd64", Set.of(), 26, true);

    /** Whether a tag of a build constraint holds. */
    public boolean holds(String tag) {
        if (tag.equals(os) || tag.equals(arch) || tags.contains(tag) || tag.equals("gc")) {
            return true;
        }
        if (tag.equals("cgo")) {
            return cgo;
        }
        if (tag.startsWith("goexperiment.")) {
            return EXPERIMENTS.contains(tag.substring("goexperiment.".length()));
        }
        if (tag.equals("unix")) {
            return UNIX.contains(os);
        }
        if (tag.startsWith("go1.")) {
            try {
                return Integer.parseInt(tag.substring(4)) <= minor;
            } catch (NumberFormatException other) {
                return false;
            }
        }
        return (os.equals("android") && tag.equals("linux"))
                || (os.equals("illumos") && tag.equals("solaris"))
                || (os.equals("ios") && tag.equals("darwin"));
    }

    /** Whether a file is built, by its name alone: {@code x_linux_amd64.go}. */
    public boolean takesName(String file) {
        if (file.startsWith("_") || file.startsWith(".") || !file.endsWith(".go")) {
            return false;
        }
        String name = file.substring(0, file.length() - 3);
        if (name.endsWith("_test")) {
            name = name.substring(0, name.length() - 5);
        }
        int first = name.indexOf('_');
        if (first < 0) {
            return true;
        }
        int last = name.lastIndexOf('_');
        String end = name.substring(last + 1);
        if (MACHINES.contains(end)) {
            int before = name.lastIndexOf('_', last - 1);
            String system = before >= first && before >= 0 ? name.substring(before + 1, last) : "";
            return holds(end) && (!SYSTEMS.contains(system) || holds(system));
        }
        return !SYSTEMS.contains(end) || holds(end);
    }

    /** Whether a file is built, by its name and the build constraint above its package clause. */
    public boolean takes(String file, String text) {
        return takesName(file) && BuildConstraint.of(text, this);
    }
}
