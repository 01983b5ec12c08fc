package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions and lines in debug sections. Units are looked over first, which costs one entry
 * each; a unit's functions and lines are read when an address of it is asked for. Units written in
 * Go are left out: the function table of a Go program tells the same and is there even when these
 * sections are stripped.
 */
public final class Dwarf {
    private static final int MOST_HOPS = 16;
    private static final int MOST_UNITS = 4;
    private static final int MOST_MISSING = 20;

    private final DebugSections sections;
    private final Budget budget;
    private final Map<Long, Abbreviations> abbreviations = new HashMap<>();
    private final TreeMap<Long, Unit> units = new TreeMap<>();
    private final List<Unit> numbered = new ArrayList<>();
    private final Intervals ranges = new Intervals();
    private final Map<Unit, UnitCode> codes = new HashMap<>();

    /** By the offset of their programs: units can share one. */
    private final Map<Long, LineTable> lineTables = new HashMap<>();

    private final List<String> missing = new ArrayList<>();

    private Dwarf(DebugSections sections) {
        this.sections = sections;
        this.budget = new Budget(sections.size());
    }

    /** Looks all units over; of damaged sections those in front of the damage. */
    public static Dwarf open(DebugSections sections) {
        Dwarf dwarf = new Dwarf(sections);
        try {
            dwarf.readUnits();
        } catch (FormatException e) {
            dwarf.missing.add(e.getMessage());
        }
        dwarf.ranges.freeze();
        return dwarf;
    }

    /**
     * The calls that the instruction at an address belongs to: the inlined ones, innermost first,
     * then the function itself. Empty when the sections do not tell.
     */
    public List<SourceFrame> frames(long address) {
        List<Unit> candidates = new ArrayList<>();
        ranges.visit(
                address,
                number -> {
                    candidates.add(numbered.get(number));
                    return candidates.size() == MOST_UNITS;
                });
        for (Unit unit : candidates) {
            try {
                List<SourceFrame> frames = frames(unit, address);
                if (!frames.isEmpty()) {
                    return frames;
                }
            } catch (FormatException e) {
                if (missing.size() < MOST_MISSING) {
                    missing.add(e.getMessage());
                }
                codes.put(unit, UnitCode.NONE);
            }
        }
        return List.of();
    }

    /** What could not be read so far, one line each. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    private void readUnits() throws FormatException {
        Cursor info = new Cursor("info", sections.info(), 0);
        while (info.at() < info.size()) {
            budget.spend(1);
            Unit unit = Unit.read(sections, info, this::abbreviations);
            if (unit == null) {
                continue;
            }
            units.put(unit.start(), unit);
            if (!unit.root().isGo()) {
                int number = numbered.size();
                numbered.add(unit);
                unit.root().eachRange(budget, (from, to) -> ranges.add(budget, from, to, number));
            }
        }
    }

    private Abbreviations abbreviations(long offset) throws FormatException {
        Abbreviations known = abbreviations.get(offset);
        if (known == null) {
            known = Abbreviations.read(sections.abbrev(), offset, budget);
            abbreviations.put(offset, known);
        }
        return known;
    }

    private LineTable lines(Unit unit) throws FormatException {
        long program = unit.root().statements();
        LineTable known = lineTables.get(program);
        if (known == null) {
            known = LineProgram.run(unit, budget);
            lineTables.put(program, known);
        }
        return known;
    }

    private List<SourceFrame> frames(Unit unit, long address) throws FormatException {
        UnitCode code = codes.get(unit);
        if (code == null) {
            code = UnitCode.read(unit, lines(unit), budget);
            codes.put(unit, code);
        }
        int row = code.lines().rowAt(address);
        String file = row < 0 ? "" : code.lines().fileOf(row);
        int line = row < 0 ? 0 : Math.max(code.lines().line(row), 0);
        int number = code.scopeAt(address);
        List<SourceFrame> frames = new ArrayList<>();
        if (number < 0 && row >= 0) {
            frames.add(new SourceFrame("", file, line, 0));
        }
        while (number >= 0) {
            UnitCode.Scope scope = code.scope(number);
            frames.add(frame(scope.entry(), file, line));
            file = code.lines().file(scope.callFile());
            line = scope.callLine();
            number = scope.parent();
        }
        return frames;
    }

    /** Name and first line are where the entry is described first, which can be in another unit. */
    private SourceFrame frame(long offset, String file, int line) throws FormatException {
        String name = "";
        int startLine = 0;
        long at = offset;
        for (int hop = 0; hop < MOST_HOPS && at >= 0; hop++) {
            Unit unit = unitOf(at);
            if (unit == null) {
                break;
            }
            Entry entry = unit.entryAt(at);
            name = name.isEmpty() ? entry.name() : name;
            startLine = startLine == 0 ? entry.declaredLine() : startLine;
            at = entry.origin();
        }
        return new SourceFrame(name, file, line, startLine);
    }

    private @Nullable Unit unitOf(long offset) {
        Map.Entry<Long, Unit> found = units.floorEntry(offset);
        return found != null && offset < found.getValue().end() ? found.getValue() : null;
    }
}
