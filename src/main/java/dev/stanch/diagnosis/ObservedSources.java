package dev.stanch.diagnosis;

import dev.stanch.capture.Capture;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.scan.SourceFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Source that came with the captures first, as it is of the same build; then what this machine has.
 */
final class ObservedSources implements SourceFinder {
    private static final int LARGEST = 4 << 20;
    private final Observation observation;
    private final SourceFinder local;

    ObservedSources(Observation observation, SourceFinder local) {
        this.observation = observation;
        this.local = local;
    }

    @Override
    public Optional<String> text(String path) {
        Capture capture = observation.sources().get(path);
        if (capture == null) {
            return local.text(path);
        }
        try (InputStream in = capture.body().open()) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> packageFiles(String path) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        List<String> observed =
                observation.sources().keySet().stream()
                        .filter(file ->
                                file.startsWith(folder) && file.indexOf('/', folder.length()) < 0)
                        .toList();
        return observed.isEmpty() ? local.packageFiles(path) : observed;
    }

    @Override
    public List<String> cFiles(String path) {
        return local.cFiles(path);
    }

    @Override
    public List<String> moduleFiles(String path) {
        return local.moduleFiles(path);
    }
}
