package dev.stanch.scan.program;

import dev.stanch.scan.MemorySources;
import dev.stanch.scan.SourceFinder;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.GoParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One package, read and resolved, with the flow of its values. */
public final class Code {
    private static final int MAX_FILES = 600;
    private static final Pattern OTHER_SYSTEM =
            Pattern.compile(
                    ".*_(windows|darwin|freebsd|netbsd|openbsd|dragonfly|solaris|illumos|aix|plan9|js|wasip1|android|ios)(_[a-z0-9]+)?\\.go");

    public final GoPackage goPackage;
    public final Types types;
    public final Flow flow;
    public final Reach reach;
    private final Supplier<List<String>> cTexts;

    /**
     * @param used whether another package of the program may use an exported name
     * @param cTexts the package's files in C
     */
    private Code(GoPackage goPackage, Predicate<String> used, Supplier<List<String>> cTexts) {
        this.cTexts = cTexts;
        this.goPackage = goPackage;
        this.types = new Types(goPackage);
        this.flow = Flow.of(goPackage, types);
        this.reach = new Reach(goPackage, types, used);
    }

    /** Reads the package that a file belongs to, null when the file is not there. */
    public static @Nullable Code load(SourceFinder sources, String path) {
        String text = sources.text(path).orElse(null);
        if (text == null) {
            return null;
        }
        GoFile asked = GoParser.parse(path, text);
        String packageName = asked.packageName().name();
        var files = new ArrayList<GoFile>();
        files.add(asked);
        for (String name : sources.packageFiles(path)) {
            if (!name.equals(path)
                    && files.size() < MAX_FILES
                    && !OTHER_SYSTEM.matcher(name).matches()) {
                String other = sources.text(name).orElse("");
                if (!other.startsWith("//go:build ignore")) {
                    GoFile file = GoParser.parse(name, other);
                    if (file.packageName().name().equals(packageName)) {
                        files.add(file);
                    }
                }
            }
        }
        var goPackage =
                new GoPackage(
                        packageName,
                        files,
                        (file, imported) ->
                                Neighbours.folder(
                                                sources,
                                                MemorySources.folder(file.name()),
                                                imported)
                                        != null);
        return new Code(
                goPackage, new OtherPackages(sources, path)::mayUse, () -> cTexts(sources, path));
    }

    private static List<String> cTexts(SourceFinder sources, String path) {
        return sources.cFiles(path).stream()
                .limit(MAX_FILES)
                .flatMap(file -> sources.text(file).stream())
                .toList();
    }

    /** The texts of the package's files in C. */
    public List<String> cTexts() {
        return cTexts.get();
    }

    public @Nullable Slot slot(GoFile file, Expr expression) {
        return flow.find(file, Types.strip(expression), 0);
    }

    /**
     * The timer or ticker behind a channel: its making calls' operations; empty when it is no
     * timer's channel.
     */
    public List<Op> timers(GoFile file, Expr channel) {
        Set<Slot> slots = timerSlots(file, channel);
        return Flow.ops(slots, Op.Kind.TIMER).stream()
                .filter(op -> op.detail().startsWith("time."))
                .toList();
    }

    /** The timers whose channel an expression may be. */
    public Set<Slot> timerSlots(GoFile file, Expr channel) {
        Slot slot = slot(file, channel);
        var all = new LinkedHashSet<Slot>();
        if (slot == null) {
            return all;
        }
        for (Slot alias : flow.aliases(slot)) {
            all.add(alias);
            if (alias.base() != null && alias.name.endsWith(".C")) {
                all.addAll(flow.aliases(alias.base()));
            }
        }
        return all;
    }

    public boolean timerChannel(GoFile file, Expr channel) {
        if (Types.strip(channel) instanceof Expr.Selector selector
                && selector.name().name().equals("C")) {
            String type = Types.written(types.of(selector.operand(), file));
            if (type.equals("time.Ticker") || type.equals("time.Timer")) {
                return true;
            }
        }
        return !timers(file, channel).isEmpty();
    }
}
