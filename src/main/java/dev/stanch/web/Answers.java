package dev.stanch.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import dev.stanch.profile.flame.FlameGraph;
import dev.stanch.profile.flame.FlameView;
import dev.stanch.profile.flame.FrameSums;
import dev.stanch.profile.flame.FrameTable;
import dev.stanch.profile.picture.SvgPicture;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.Prepared;
import dev.stanch.profile.report.ReportException;
import dev.stanch.profile.report.ReportFormat;
import dev.stanch.profile.report.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers the pages' questions about one profile. One question at a time, so that many cannot take
 * the memory of many.
 */
final class Answers {
    private static final int MOST_NODES = 8_000;
    private static final int KEPT_ANSWERS = 16;
    private static final JsonFactory JSON = new JsonFactory();

    private final ShownProfile shown;

    /** The last answers, since a person goes back and forth. */
    private final Map<String, byte[]> recent =
            new LinkedHashMap<>(32, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
                    return size() > KEPT_ANSWERS;
                }
            };

    Answers(ShownProfile shown) {
        this.shown = shown;
    }

    /** Writes one JSON answer. */
    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException, FormatException, ReportException;
    }

    private byte[] json(Writing writing) throws IOException, FormatException, RefusedException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.to(json);
        } catch (ReportException nothing) {
            throw new RefusedException(oneLine(nothing));
        }
        return bytes.toByteArray();
    }

    /** {@code {"error": "one line"}}. */
    static byte[] error(Exception refused) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("error", oneLine(refused));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replace('\n', ' ');
    }

    private Prepared prepared(Question question, ReportFormat format, @Nullable String pattern)
            throws FormatException, RefusedException {
        try {
            Options options = question.options(shown.options());
            return Prepared.of(shown.profile(), format, pattern, options, _ -> {});
        } catch (ReportException wrong) {
            throw new RefusedException(oneLine(wrong));
        }
    }

    /** For what goes by functions' names, which keep their files so that they can be shown. */
    private Prepared byFunction(Question question) throws FormatException, RefusedException {
        Options options = question.options(shown.options());
        String granularity = options.text(Option.GRANULARITY);
        Map<String, String> parameters = new LinkedHashMap<>(question.parameters());
        if (granularity.isEmpty() || granularity.equals("functions")) {
            parameters.put("g", "filefunctions");
        }
        return prepared(new Question(parameters), ReportFormat.TREE, null);
    }

    synchronized byte[] about() throws IOException, FormatException, RefusedException {
        Prepared prepared = prepared(new Question(Map.of()), ReportFormat.TREE, null);
        return json(json -> {
            json.writeStartObject();
            json.writeStringField("title", title());
            strings(json, "files", shown.sources());
            json.writeArrayFieldStart("types");
            for (ValueType type : shown.profile().sampleTypes()) {
                json.writeStartObject();
                json.writeStringField("type", type.type());
                json.writeStringField("unit", type.unit());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("chosen", prepared.sampleType().type());
            strings(json, "header", prepared.headerLabels());
            json.writeBooleanField("difference", shown.isDifference());
            json.writeNumberField("course", shown.course().times().size());
            json.writeBooleanField("kept", isHeap());
            json.writeObjectFieldStart("options");
            startOptions(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void startOptions(JsonGenerator json) throws IOException {
        for (Option option : Option.values()) {
            String value = shown.options().get(option);
            if (!option.urlParameter().isEmpty() && !value.equals(Options.defaults().get(option))) {
                json.writeStringField(option.urlParameter(), value);
            }
        }
    }

    private String title() {
        if (shown.sources().isEmpty()) {
            return "profile";
        }
        String first = shown.sources().getFirst();
        String name = first.substring(first.lastIndexOf('/') + 1);
        int others = shown.sources().size() - 1;
        return others == 0 ? name : name + " and " + others + " more";
    }

    synchronized byte[] flame(Question question)
            throws IOException, FormatException, RefusedException {
        String key =
                "flame "
                        + question.parameters().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .toList();
        byte[] known = recent.get(key);
        if (known != null) {
            return known;
        }
        Prepared prepared = byFunction(question);
        FlameGraph graph = FlameGraph.of(prepared, view(question), MOST_NODES);
        byte[] answer =
                json(json -> {
                    json.writeStartObject();
                    json.writeStringField("unit", prepared.sampleType().unit());
                    json.writeNumberField("total", prepared.total());
                    FlameJson.write(json, graph);
                    json.writeEndObject();
                });
        recent.put(key, answer);
        return answer;
    }

    private static FlameView view(Question question) throws RefusedException {
        String direction = question.text("dir", "root");
        return switch (direction) {
            case "root" -> new FlameView.FromRoot(question.numbers("path"));
            case "leaf" -> new FlameView.FromLeaf(question.numbers("path"));
            case "callees" -> new FlameView.Callees(question.number("key"));
            case "callers" -> new FlameView.Callers(question.number("key"));
            default -> throw new RefusedException("dir must be root, leaf, callees or callers");
        };
    }

    synchronized byte[] top(Question question)
            throws IOException, FormatException, RefusedException {
        Prepared prepared = byFunction(question);
        FrameSums sums = FrameSums.of(prepared);
        return json(json -> {
            json.writeStartObject();
            json.writeStringField("unit", prepared.sampleType().unit());
            json.writeNumberField("total", prepared.total());
            strings(json, "shown", prepared.headerLabels());
            json.writeArrayFieldStart("rows");
            for (int frame = 0; frame < sums.frames().size(); frame++) {
                if (sums.flat(frame) != 0 || sums.cum(frame) != 0) {
                    json.writeStartObject();
                    frame(json, sums.frames(), frame);
                    json.writeNumberField("flat", sums.flat(frame));
                    json.writeNumberField("cum", sums.cum(frame));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void frame(JsonGenerator json, FrameTable frames, int frame) throws IOException {
        json.writeStringField("name", frames.name(frame));
        json.writeStringField("file", frames.file(frame));
        json.writeNumberField("key", FrameTable.key(frames.name(frame)));
    }

    /** One of pprof's texts. */
    synchronized byte[] text(Question question)
            throws IOException, FormatException, RefusedException {
        ReportFormat format =
                switch (question.text("report", "")) {
                    case "peek" -> ReportFormat.PEEK;
                    case "list" -> ReportFormat.LIST;
                    case "traces" -> ReportFormat.TRACES;
                    case "tags" -> ReportFormat.TAGS;
                    case "tree" -> ReportFormat.TREE;
                    case "raw" -> ReportFormat.RAW;
                    case "comments" -> ReportFormat.COMMENTS;
                    default ->
                            throw new RefusedException(
                                    "report must be peek, list, traces, tags, tree, raw or comments");
                };
        return written(question, format, question.text("re", "."));
    }

    /** A picture of the call graph. */
    synchronized byte[] graph(Question question)
            throws IOException, FormatException, RefusedException {
        byte[] dot = written(question, ReportFormat.SVG, ".");
        return SvgPicture.of(new String(dot, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] written(Question question, ReportFormat format, String pattern)
            throws IOException, FormatException, RefusedException {
        Prepared prepared = prepared(question, format, format.takesPattern() ? pattern : null);
        var bytes = new ByteArrayOutputStream();
        try {
            Reports.of(format).write(prepared, bytes);
        } catch (ReportException nothing) {
            throw new RefusedException(oneLine(nothing));
        }
        return bytes.toByteArray();
    }

    private boolean isHeap() {
        return shown.profile().sampleTypeIndex("inuse_space") >= 0
                && shown.profile().sampleTypeIndex("alloc_space") >= 0;
    }

    /** In use against allocated: who allocates and never frees. */
    synchronized byte[] kept(Question question)
            throws IOException, FormatException, RefusedException {
        if (!isHeap()) {
            throw new RefusedException("not a heap profile");
        }
        Profile profile = byFunction(question).profile();
        FrameTable frames = FrameTable.of(profile);
        FrameSums inUse = sums(profile, frames, "inuse_space");
        FrameSums allocated = sums(profile, frames, "alloc_space");
        FrameSums inUseObjects = sums(profile, frames, "inuse_objects");
        FrameSums allocatedObjects = sums(profile, frames, "alloc_objects");
        return json(json -> {
            json.writeStartObject();
            json.writeStringField("unit", "bytes");
            json.writeArrayFieldStart("rows");
            for (int frame = 0; frame < frames.size(); frame++) {
                if (allocated.flat(frame) > 0) {
                    json.writeStartObject();
                    frame(json, frames, frame);
                    json.writeNumberField("inuse", inUse.flat(frame));
                    json.writeNumberField("alloc", allocated.flat(frame));
                    json.writeNumberField(
                            "share", (double) inUse.flat(frame) / allocated.flat(frame));
                    json.writeNumberField("inuseObjects", inUseObjects.flat(frame));
                    json.writeNumberField("allocObjects", allocatedObjects.flat(frame));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static FrameSums sums(Profile profile, FrameTable frames, String type) {
        return FrameSums.of(profile, frames, Math.max(0, profile.sampleTypeIndex(type)));
    }

    byte[] growth() throws IOException, FormatException, RefusedException {
        SiteCourses course = shown.course();
        if (course.times().size() < 2) {
            throw new RefusedException("growth needs two or more heap profiles");
        }
        return json(json -> {
            json.writeStartObject();
            json.writeStringField("unit", "bytes");
            strings(json, "times", course.times().stream().map(Object::toString).toList());
            json.writeArrayFieldStart("seconds");
            for (var time : course.times()) {
                json.writeNumber(
                        Duration.between(course.times().getFirst(), time).toMillis() / 1000.0);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sites");
            for (SiteCourses.SiteCourse site : course.sites()) {
                json.writeStartObject();
                json.writeStringField("name", site.name());
                json.writeStringField("place", site.place());
                json.writeNumberField("key", FrameTable.key(site.name()));
                numbers(json, "inuse", site.inUse());
                numbers(json, "alloc", site.allocated());
                json.writeStringField("verdict", site.verdict());
                json.writeNumberField("rate", site.rate());
                json.writeNumberField("keeps", site.keeps());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    synchronized byte[] download() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ProfileWriter.write(shown.profile(), bytes);
        return bytes.toByteArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> all)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String one : all) {
            json.writeString(one);
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String name, List<Long> all)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (long one : all) {
            json.writeNumber(one);
        }
        json.writeEndArray();
    }
}
