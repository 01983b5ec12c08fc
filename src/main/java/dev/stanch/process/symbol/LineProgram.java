package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the line program of a unit (DWARF 5, section 6.2). Its result is the same as a table with a
 * row for each place where the line changes. Instructions of several operations each (VLIW) do not
 * exist on amd64 and arm64.
 */
final class LineProgram {
    private static final int PATH = 1;
    private static final int FOLDER = 2;

    private final Unit unit;
    private final Budget budget;
    private final Cursor cursor;
    private final String base;
    private boolean wide;
    private int version;
    private int addressSize;

    private LineProgram(Unit unit, Budget budget) throws FormatException {
        this.unit = unit;
        this.budget = budget;
        this.cursor = new Cursor("line", unit.sections().line(), unit.root().statements());
        this.base = unit.root().folder();
        this.addressSize = unit.addressSize();
    }

    static LineTable run(Unit unit, Budget budget) throws FormatException {
        if (unit.root().statements() < 0) {
            return new LineTable(List.of(), 0);
        }
        return new LineProgram(unit, budget).run();
    }

    private LineTable run() throws FormatException {
        long length = cursor.u32();
        wide = length == 0xFFFF_FFFFL;
        if (wide) {
            length = cursor.i64();
        }
        long end = ahead(length);
        version = cursor.u16();
        if (version < 2 || version > 5) {
            throw cursor.wrong("version " + version + " of line programs");
        }
        if (version == 5) {
            addressSize = cursor.u8();
            cursor.skip(1);
        }
        long program = ahead(cursor.offset(wide));
        int smallest = cursor.u8();
        cursor.skip(version >= 4 ? 2 : 1);
        int lineBase = (byte) cursor.u8();
        int lineRange = cursor.u8();
        int[] arguments = new int[cursor.u8()];
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = cursor.u8();
        }
        if (lineRange == 0 || arguments.length == 0) {
            throw cursor.wrong("a line program without lines");
        }
        List<String> folders = new ArrayList<>();
        List<String> files = new ArrayList<>();
        readFiles(folders, files);
        LineTable table = new LineTable(files, version == 5 ? 0 : 1);
        cursor.seek(program);
        new Machine(table, folders, files, smallest, lineBase, lineRange, arguments).run(end);
        table.freeze();
        return table;
    }

    private long ahead(long length) throws FormatException {
        long here = cursor.at();
        cursor.skip(length);
        long there = cursor.at();
        cursor.seek(here);
        return there;
    }

    private void readFiles(List<String> folders, List<String> files) throws FormatException {
        if (version == 5) {
            readTable(List.of(), folders);
            readTable(folders, files);
            return;
        }
        folders.add(base);
        for (String folder = cursor.text(); !folder.isEmpty(); folder = cursor.text()) {
            folders.add(path(folders, 0, folder));
        }
        for (String name = cursor.text(); !name.isEmpty(); name = cursor.text()) {
            files.add(file(folders, name));
        }
    }

    /** A file of DWARF 2 to 4, whose name has been read. */
    private String file(List<String> folders, String name) throws FormatException {
        long folder = cursor.uleb();
        cursor.uleb();
        cursor.uleb();
        return path(folders, folder, name);
    }

    private String path(List<String> folders, long folder, String name) throws FormatException {
        String path =
                folder >= 0 && folder < folders.size()
                        ? Paths.join(folders.get((int) folder), name)
                        : Paths.join(base, name);
        budget.spend(8L * path.length());
        return path;
    }

    /** A table of DWARF 5, for folders and files alike: its columns are told before its rows. */
    private void readTable(List<String> folders, List<String> into) throws FormatException {
        int columns = cursor.u8();
        int[] kinds = new int[columns];
        int[] forms = new int[columns];
        for (int i = 0; i < columns; i++) {
            kinds[i] = (int) cursor.uleb();
            forms[i] = (int) cursor.uleb();
        }
        long count = cursor.uleb();
        budget.spend(Math.clamp(count, 0, Integer.MAX_VALUE));
        for (long row = 0; row < count && columns > 0; row++) {
            String name = "";
            long folder = 0;
            for (int i = 0; i < columns; i++) {
                if (kinds[i] == PATH && forms[i] == Form.STRING) {
                    name = cursor.text();
                    continue;
                }
                long value = Form.read(forms[i], cursor, addressSize, wide, version);
                if (kinds[i] == PATH) {
                    name = unit.text(forms[i], value);
                } else if (kinds[i] == FOLDER) {
                    folder = value;
                }
            }
            into.add(path(folders, folder, name));
        }
    }

    /** The registers of a line program, and what its instructions do with them. */
    private final class Machine {
        private final LineTable table;
        private final List<String> folders;
        private final List<String> files;
        private final int smallest;
        private final int lineBase;
        private final int lineRange;
        private final int[] arguments;
        private long address;
        private int file = 1;
        private int line = 1;

        Machine(
                LineTable table,
                List<String> folders,
                List<String> files,
                int smallest,
                int lineBase,
                int lineRange,
                int[] arguments) {
            this.table = table;
            this.folders = folders;
            this.files = files;
            this.smallest = smallest;
            this.lineBase = lineBase;
            this.lineRange = lineRange;
            this.arguments = arguments;
        }

        void run(long end) throws FormatException {
            while (cursor.at() < end) {
                budget.spend(1);
                int code = cursor.u8();
                if (code >= arguments.length) {
                    int step = code - arguments.length;
                    address += (long) (step / lineRange) * smallest;
                    line += lineBase + step % lineRange;
                    table.row(address, file, line);
                } else if (code == 0) {
                    extended();
                } else {
                    standard(code);
                }
            }
        }

        private void standard(int code) throws FormatException {
            switch (code) {
                case 1 -> table.row(address, file, line);
                case 2 -> address += cursor.uleb() * smallest;
                case 3 -> line += (int) cursor.sleb();
                case 4 -> file = (int) cursor.uleb();
                case 5, 12 -> cursor.uleb();
                case 6, 7, 10, 11 -> {}
                case 8 -> address += (long) ((255 - arguments.length) / lineRange) * smallest;
                case 9 -> address += cursor.u16();
                default -> {
                    for (int i = 0; i < arguments[code]; i++) {
                        cursor.uleb();
                    }
                }
            }
        }

        private void extended() throws FormatException {
            long length = cursor.uleb();
            long next = ahead(length);
            int code = length == 0 ? 0 : cursor.u8();
            if (code == 1) {
                table.endSequence(address, budget);
                address = 0;
                file = 1;
                line = 1;
            } else if (code == 2) {
                address = length == 5 ? cursor.u32() : cursor.i64();
            } else if (code == 3) {
                files.add(file(folders, cursor.text()));
            }
            cursor.seek(next);
        }
    }
}
