package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stacks met so far, as a tree from the leaf of the stack outwards, with the very bytes of
 * their lines: most goroutines of a large dump repeat a path, and a line that repeats is compared
 * instead of parsed. Bounded; what does not fit is parsed each time.
 */
final class KnownPaths {
    private static final int MOST_NODES = 50_000;
    private static final int MOST_CHILDREN = 32;
    private static final Node[] NONE = new Node[0];

    private final Node root = new Node(null, "", new byte[0], "", 0, new byte[0]);
    private int nodes;

    /** Where the stack at hand has come to; null when it has left what is known. */
    private @Nullable Node at = root;

    /** Whose function the last line named. */
    private @Nullable Node expected;

    /** A call after those of its parents. */
    private static final class Node {
        private final @Nullable Node parent;
        private final String function;
        private final byte[] functionBytes;
        private final String file;
        private final int line;

        /** The whole line with the place, with the tab and the offset behind it. */
        private final byte[] place;

        private Node[] children = NONE;
        private @Nullable Frame frame;
        private byte[] arguments = new byte[0];
        private @Nullable List<Frame> stack;

        Node(
                @Nullable Node parent,
                String function,
                byte[] functionBytes,
                String file,
                int line,
                byte[] place) {
            this.parent = parent;
            this.function = function;
            this.functionBytes = functionBytes;
            this.file = file;
            this.line = line;
            this.place = place;
        }
    }

    /** A new goroutine begins. */
    void restart() {
        at = root;
        expected = null;
    }

    /** Whether the line calls a function that is known to stand here. */
    boolean call(byte[] bytes, int from, int to) {
        expected = null;
        Node parent = at;
        if (parent == null || bytes[to - 1] != ')') {
            return false;
        }
        Node[] children = parent.children;
        for (int i = 0; i < children.length; i++) {
            Node child = children[i];
            int open = from + child.functionBytes.length;
            if (open < to
                    && bytes[open] == '('
                    && Arrays.equals(
                            bytes,
                            from,
                            open,
                            child.functionBytes,
                            0,
                            child.functionBytes.length)) {
                expected = child;
                if (i > 0) {
                    children[i] = children[i - 1];
                    children[i - 1] = child;
                }
                return true;
            }
        }
        return false;
    }

    /** The function of the call that was just found. */
    String function() {
        return known(expected).function;
    }

    /** Its arguments, which stand between the name and the line's last byte. */
    String arguments(byte[] bytes, int from, int to) {
        Node node = known(expected);
        int start = from + node.functionBytes.length + 1;
        int end = to - 1;
        Frame frame = node.frame;
        if (frame != null
                && Arrays.equals(bytes, start, end, node.arguments, 0, node.arguments.length)) {
            return frame.arguments();
        }
        return new String(bytes, start, end - start, ISO_8859_1);
    }

    /** The frame, when its place is the one that is known for the call; else null. */
    @Nullable Frame place(byte[] bytes, int from, int to, String arguments) {
        Node first = expected;
        if (first == null) {
            return null;
        }
        Node node = isAt(first, bytes, from, to) ? first : sibling(first, bytes, from, to);
        if (node == null) {
            return null;
        }
        at = node;
        expected = null;
        Frame frame = node.frame;
        if (frame == null || !frame.arguments().equals(arguments)) {
            frame = new Frame(node.function, arguments, node.file, node.line);
            keep(node, frame);
        }
        return frame;
    }

    /**
     * Learns a call that was parsed.
     *
     * @param from of the line with the place
     * @param frame what the two lines say
     */
    void learn(byte[] bytes, int from, int to, Frame frame) {
        Node parent = at;
        expected = null;
        at = null;
        boolean ascii = frame.function().chars().allMatch(c -> c < 0x80);
        if (parent == null
                || !ascii
                || nodes >= MOST_NODES
                || parent.children.length >= MOST_CHILDREN) {
            return;
        }
        nodes++;
        Node node =
                new Node(
                        parent,
                        frame.function(),
                        frame.function().getBytes(ISO_8859_1),
                        frame.file(),
                        frame.line(),
                        Arrays.copyOfRange(bytes, from, to));
        keep(node, frame);
        parent.children = Arrays.copyOf(parent.children, parent.children.length + 1);
        parent.children[parent.children.length - 1] = node;
        at = node;
    }

    /** A frame that has no two lines of the usual form: the rest of the stack is parsed. */
    void leave() {
        at = null;
        expected = null;
    }

    /** The frames as a list that equal stacks in a row share. */
    List<Frame> stack(List<Frame> frames) {
        Node node = at;
        if (node == null) {
            return List.copyOf(frames);
        }
        List<Frame> known = node.stack;
        if (known == null || !identical(known, frames)) {
            known = List.copyOf(frames);
            node.stack = known;
        }
        return known;
    }

    private static boolean isAt(Node node, byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, node.place, 0, node.place.length);
    }

    /** The same function called at another line. */
    private static @Nullable Node sibling(Node first, byte[] bytes, int from, int to) {
        for (Node node : known(first.parent).children) {
            if (node.function.equals(first.function) && isAt(node, bytes, from, to)) {
                return node;
            }
        }
        return null;
    }

    private static void keep(Node node, Frame frame) {
        node.frame = frame;
        node.arguments = frame.arguments().getBytes(ISO_8859_1);
    }

    /** Equal frames of one path are mostly one object; others need no long look. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean identical(List<Frame> one, List<Frame> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Node known(@Nullable Node node) {
        if (node == null) {
            throw new IllegalStateException("no call was found");
        }
        return node;
    }
}
