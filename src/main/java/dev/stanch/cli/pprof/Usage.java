package dev.stanch.cli.pprof;

import dev.stanch.cli.pprof.HelpTexts.Entry;
import java.util.List;

/** What {@code --help} and the shell's {@code help} print. */
final class Usage {
    private static final int NAMES = 22;
    private static final String EXAMPLES =
            """
            Examples:
              stanch pprof -top heap.pb.gz
              stanch pprof -top -cum -nodecount=20 -focus=cache heap.pb.gz
              stanch pprof -list 'cache.*Put' http://localhost:6060/debug/pprof/heap
              stanch pprof -top -diff_base monday.pb.gz friday.pb.gz
              stanch pprof -svg -output heap.svg heap.pb.gz
              stanch pprof heap1.pb.gz heap2.pb.gz heap3.pb.gz   what grows, and the top
              stanch pprof -top before-oom.zip/goroutine         of a recording
              stanch pprof -seconds 10 localhost:6060            CPU; then the shell
            """;

    private final HelpTexts texts = HelpTexts.read();
    private final StringBuilder out = new StringBuilder();

    private Usage() {}

    /** Of the command line. */
    static String ofCommandLine() {
        Usage usage = new Usage();
        usage.line("Usage: stanch pprof [FORMAT] [OPTION]... [BINARY] SOURCE...");
        usage.line("Shows a pprof profile as go tool pprof does; without a FORMAT in a shell.");
        usage.line("");
        usage.line(
                "SOURCE is a file, a folder, zip or tar of such, a recording, a process id, or an");
        usage.line(
                "address such as localhost:6060/debug/pprof/heap. Several are merged. BINARY is");
        usage.line("the program that was profiled, for names and lines that the profile lacks.");
        usage.line("Flags stand before sources, with one dash or two, their values behind = or as");
        usage.line("the next word.");
        usage.section("Formats (one at most):", "-", "formats");
        usage.section("Formats that go tool pprof does not have:", "-", "extras");
        usage.section("Options:", "-", "options");
        usage.groups("-");
        usage.section("Sources and where to show it:", "", "sources");
        usage.line("");
        usage.line("  -inuse_space, -inuse_objects, -alloc_space, -alloc_objects, -contentions,");
        usage.line("  -total_delay: the sample_index of that name; -mean_delay: with -mean");
        usage.line("");
        usage.out.append(EXAMPLES);
        usage.line("");
        usage.line(
                "Environment: PPROF_TMPDIR (where fetched profiles are kept), PPROF_BINARY_PATH");
        usage.line("(where programs are looked for), BROWSER; STANCH_BEARER_TOKEN and");
        usage.line("STANCH_BASIC_AUTH for servers that ask who it is.");
        usage.line("Exit codes: 0 done, 1 the growth verdict found something, 2 wrong usage,");
        usage.line("3 input unreadable, 130 interrupted.");
        return usage.out.toString();
    }

    /** Of the shell. */
    static String ofShell() {
        Usage usage = new Usage();
        usage.section("Commands:", "", "formats");
        usage.section("", "", "extras");
        usage.entry("  ", "o, options", "options and their values now");
        usage.entry("  ", "q, quit, exit, ^D", "the end");
        usage.section("Options (write NAME=VALUE, or NAME for yes):", "", "options");
        usage.groups("");
        usage.line("");
        usage.entry("  ", ":", "clear focus, ignore, hide, tagfocus, tagignore");
        usage.entry("  ", "inuse_space, ...", "a sample type's name shows that value");
        usage.line("");
        usage.line(
                "help NAME tells more. COMMAND > FILE writes to a file, COMMAND | PROGRAM pipes.");
        return usage.out.toString();
    }

    /** Of one command or option; empty when there is none of that name. */
    static String of(String name) {
        Entry entry = HelpTexts.read().named(name);
        if (entry == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(name).append(": ").append(entry.summary());
        entry.details().forEach(detail -> text.append("\n  ").append(detail));
        return text.append('\n').toString();
    }

    private void section(String title, String prefix, String section) {
        if (!title.isEmpty()) {
            line("");
            line(title);
        }
        List<Entry> entries = texts.section(section);
        entries.forEach(entry -> entry("  ", prefix + entry.name(), entry.summary()));
    }

    private void groups(String prefix) {
        String group = "";
        for (Entry entry : texts.section("groups")) {
            if (!HelpTexts.group(entry).equals(group)) {
                group = HelpTexts.group(entry);
                line("  " + group + ", one of:");
            }
            entry("    ", prefix + HelpTexts.choice(entry), entry.summary());
        }
    }

    private void entry(String indent, String name, String summary) {
        out.append(indent).append(name);
        out.repeat(" ", Math.max(1, NAMES + 2 - indent.length() - name.length()));
        line(summary);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
