package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the entries of a unit look like, by the code that each entry begins with. */
final class Abbreviations {
    /** The attributes of one kind of entry, in the order of the entry's bytes. */
    static final class Shape {
        final int tag;
        final boolean hasChildren;
        private int[] attributes = new int[8];
        private int[] forms = new int[8];
        private long[] constants = new long[0];
        private int size;

        Shape(int tag, boolean hasChildren) {
            this.tag = tag;
            this.hasChildren = hasChildren;
        }

        int size() {
            return size;
        }

        int attribute(int i) {
            return attributes[i];
        }

        int form(int i) {
            return forms[i];
        }

        /** The value of an attribute whose form is {@link Form#IMPLICIT_CONST}. */
        long constant(int i) {
            return i < constants.length ? constants[i] : 0;
        }

        private void add(int attribute, int form, long constant) {
            if (size == attributes.length) {
                attributes = Arrays.copyOf(attributes, 2 * size);
                forms = Arrays.copyOf(forms, 2 * size);
            }
            if (form == Form.IMPLICIT_CONST) {
                constants = Arrays.copyOf(constants, size + 1);
                constants[size] = constant;
            }
            attributes[size] = attribute;
            forms[size++] = form;
        }
    }

    /** Codes are 1, 2, 3 … in what compilers write, so most are found by their place. */
    private final List<Shape> dense = new ArrayList<>();

    private final Map<Long, Shape> others = new HashMap<>();

    static Abbreviations read(MemorySegment section, long offset, Budget budget)
            throws FormatException {
        Abbreviations result = new Abbreviations();
        Cursor cursor = new Cursor("abbrev", section, offset);
        for (long code = cursor.uleb(); code != 0; code = cursor.uleb()) {
            Shape shape = new Shape((int) cursor.uleb(), cursor.u8() != 0);
            while (true) {
                int attribute = (int) cursor.uleb();
                int form = (int) cursor.uleb();
                long constant = form == Form.IMPLICIT_CONST ? cursor.sleb() : 0;
                budget.spend(1);
                if (attribute == 0 && form == 0) {
                    break;
                }
                shape.add(attribute, form, constant);
            }
            if (code == result.dense.size() + 1) {
                result.dense.add(shape);
            } else {
                result.others.put(code, shape);
            }
        }
        return result;
    }

    @Nullable Shape get(long code) {
        return code > 0 && code <= dense.size() ? dense.get((int) code - 1) : others.get(code);
    }
}
