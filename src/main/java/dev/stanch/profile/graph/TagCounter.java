package dev.stanch.profile.graph;

import dev.stanch.profile.PairNumbers;
import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import dev.stanch.profile.measure.Units;
import dev.stanch.profile.transform.Base;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up the tags of wanted nodes over all samples. */
final class TagCounter {
    private static final String NUMERIC_KEY = "bytes";

    /**
     * A tag as it is told apart at a node.
     *
     * @param group the name of the text tag; empty if there is none
     * @param number the numeric tag's name, null for the text tag itself
     */
    private record Kind(String group, @Nullable String number) {}

    /** What the samples with one set of labels count for: tags, and a value for numeric ones. */
    private static final class Labels {
        private final int[] kinds;
        private final long[] values;

        Labels(int[] kinds, long[] values) {
            this.kinds = kinds;
            this.values = values;
        }
    }

    /** Takes the tags of all nodes. */
    interface Taker {
        void tag(int node, String group, boolean isText, NodeTags.Tag tag);
    }

    private final Profile profile;
    private final Cuts.Values values;
    private final Paths paths;
    private final NodeTags.Form form;
    private final BitSet wanted;
    private final Map<Kind, Integer> kindNumbers = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final @Nullable Labels[] labels;
    private final Map<Long, String> numberNames = new HashMap<>();

    /** Tags of nodes by node and kind. */
    private final PairNumbers tags = new PairNumbers();

    private int[] nodes = new int[64];
    private int[] kindOf = new int[64];
    private long[] firstValues = new long[64];

    /** Four numbers for each tag: flat, its divisor, cum, its divisor. */
    private long[] sums = new long[256];

    TagCounter(
            Profile profile, Cuts.Values values, Paths paths, NodeTags.Form form, BitSet wanted) {
        this.profile = profile;
        this.values = values;
        this.paths = paths;
        this.form = form;
        this.wanted = wanted;
        this.labels = new Labels[profile.labelSets()];
    }

    void count() {
        for (int sample = 0; sample < profile.samples(); sample++) {
            long weight = profile.value(sample, values.column());
            long divisor = values.isMean() ? profile.value(sample, 0) : 0;
            if (weight == 0 && divisor == 0) {
                continue;
            }
            Labels known = labels(profile.labelSetId(sample));
            if (known.kinds.length == 0) {
                continue;
            }
            int leaf =
                    paths.walk(
                            sample,
                            node -> {
                                if (wanted.get(node)) {
                                    add(node, known, 2, weight, divisor);
                                }
                            });
            if (leaf >= 0 && wanted.get(leaf)) {
                add(leaf, known, 0, weight, divisor);
            }
        }
    }

    void forEach(Taker taker) {
        for (int tag = 0; tag < tags.size(); tag++) {
            Kind kind = kinds.get(kindOf[tag]);
            boolean isText = kind.number == null;
            int sum = 4 * tag;
            taker.tag(
                    nodes[tag],
                    kind.group,
                    isText,
                    new NodeTags.Tag(
                            kind.number == null ? kind.group : kind.number,
                            isText ? "" : form.bytesUnit(),
                            firstValues[tag],
                            sums[sum],
                            sums[sum + 1],
                            sums[sum + 2],
                            sums[sum + 3]));
        }
    }

    private void add(int node, Labels known, int part, long weight, long divisor) {
        for (int i = 0; i < known.kinds.length; i++) {
            int before = tags.size();
            int tag = tags.number(node, known.kinds[i]);
            if (tag == before) {
                addTag(tag, node, known.kinds[i], known.values[i]);
            }
            sums[4 * tag + part] += weight;
            sums[4 * tag + part + 1] += divisor;
        }
    }

    private void addTag(int tag, int node, int kind, long value) {
        if (tag == nodes.length) {
            nodes = Arrays.copyOf(nodes, tag * 2);
            kindOf = Arrays.copyOf(kindOf, tag * 2);
            firstValues = Arrays.copyOf(firstValues, tag * 2);
            sums = Arrays.copyOf(sums, tag * 8);
        }
        nodes[tag] = node;
        kindOf[tag] = kind;
        firstValues[tag] = value;
    }

    private Labels labels(int set) {
        Labels known = labels[set];
        if (known == null) {
            known = read(set);
            labels[set] = known;
        }
        return known;
    }

    private Labels read(int set) {
        List<String> texts = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        profile.visitLabelSet(
                set,
                new Profile.LabelVisitor() {
                    @Override
                    public void text(String key, String value) {
                        if (!key.equals(Base.MARK)) {
                            texts.add(key + ":" + value);
                        }
                    }

                    @Override
                    public void number(String key, long value, String unit) {
                        if (key.equals(NUMERIC_KEY)) {
                            numbers.add(value);
                        }
                    }
                });
        texts.sort(RawText::compare);
        String group = String.join("\\n", texts);
        int first = group.isEmpty() ? 0 : 1;
        int[] kindsOfSet = new int[first + numbers.size()];
        long[] valuesOfSet = new long[kindsOfSet.length];
        if (first == 1) {
            kindsOfSet[0] = kind(new Kind(group, null));
        }
        for (int i = 0; i < numbers.size(); i++) {
            String name = numberNames.computeIfAbsent(numbers.get(i), this::numberName);
            kindsOfSet[first + i] = kind(new Kind(group, name));
            valuesOfSet[first + i] = numbers.get(i);
        }
        return new Labels(kindsOfSet, valuesOfSet);
    }

    private String numberName(Long value) {
        return Units.label(value, form.bytesUnit(), form.outputUnit());
    }

    private int kind(Kind kind) {
        Integer known = kindNumbers.putIfAbsent(kind, kinds.size());
        if (known != null) {
            return known;
        }
        kinds.add(kind);
        return kinds.size() - 1;
    }
}
