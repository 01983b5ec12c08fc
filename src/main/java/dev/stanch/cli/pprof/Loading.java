package dev.stanch.cli.pprof;

import dev.stanch.capture.CaptureException;
import dev.stanch.cli.pprof.Gathering.Gathered;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.symbol.Symbolized;
import dev.stanch.profile.transform.Base;
import dev.stanch.profile.transform.Intake;
import dev.stanch.profile.transform.Merge;
import dev.stanch.profile.transform.Pruning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the words of the command line to one profile: read, merged, the base subtracted, names found
 * ({@code fetchProfiles} in google/pprof).
 */
final class Loading {
    private final Request request;
    private final Map<String, String> environment;
    private final Messages messages;

    /**
     * @param profile what is shown; of several heap profiles, where no report is asked for that
     *     needs their sum, the last
     * @param sources what it was made of, in the order of the command line; captures among them can
     *     be read until this is closed
     */
    record Loaded(Profile profile, List<Fetched> sources, Gathering gathering)
            implements AutoCloseable {
        @Override
        public void close() {
            gathering.close();
        }
    }

    Loading(Request request, Map<String, String> environment, Messages messages) {
        this.request = request;
        this.environment = environment;
        this.messages = messages;
    }

    Loaded load()
            throws IOException,
                    FormatException,
                    CaptureException,
                    UsageException,
                    InterruptedException {
        SourceReader reader =
                new SourceReader(
                        SourceReader.access(request.access(), environment),
                        messages,
                        !request.withoutNames());
        Gathering gathering = new Gathering(request, reader, messages);
        boolean loaded = false;
        try {
            List<Gathered> gathered = gathering.gather(List.of(request.sources(), request.bases()));
            List<Fetched> sources = some(gathered.getFirst(), "source");
            List<Fetched> bases =
                    request.bases().isEmpty() ? List.of() : some(gathered.getLast(), "base");
            tellMissing(gathered.getFirst(), "source");
            tellMissing(gathered.getLast(), "base");
            if (request.isAboutTime() && Extras.isCourse(sources)) {
                // Sums of one heap at several moments would mean nothing.
                loaded = true;
                return new Loaded(Extras.last(sources).profile(), sources, gathering);
            }
            Profile profile = merged(sources);
            if (!bases.isEmpty()) {
                profile =
                        Base.subtract(
                                profile,
                                merged(bases),
                                request.diffBase(),
                                request.options().isOn(Option.NORMALIZE));
            }
            profile = commented(Pruning.uninteresting(named(profile)), request.comment());
            boolean isRemote =
                    sources.stream().anyMatch(Fetched::isRemote)
                            || bases.stream().anyMatch(Fetched::isRemote);
            if (isRemote) {
                new SavedProfile(environment, messages).keep(profile);
            }
            loaded = true;
            return new Loaded(profile, sources, gathering);
        } finally {
            if (!loaded) {
                gathering.close();
            }
        }
    }

    private Profile named(Profile profile) {
        Symbolizing how = Symbolizing.of(request.symbolize(), messages);
        if (!how.isLocal()) {
            return profile;
        }
        return Symbolized.of(profile, new LocalSymbols(environment, messages), how.isForced());
    }

    private static Profile commented(Profile profile, String comment) {
        if (comment.isEmpty()) {
            return profile;
        }
        ProfileTables tables = ProfileTables.of(profile);
        tables.addComment(comment);
        return tables.build();
    }

    private static List<Fetched> some(Gathered gathered, String what)
            throws IOException, FormatException, CaptureException {
        if (!gathered.profiles().isEmpty()) {
            return gathered.profiles();
        }
        if (gathered.wanted() == 1) {
            switch (gathered.firstFailure()) {
                case IOException e -> throw e;
                case FormatException e -> throw e;
                case CaptureException e -> throw e;
                case null, default -> {}
            }
        }
        throw new IOException("failed to fetch any " + what + " profiles");
    }

    private void tellMissing(Gathered gathered, String what) {
        if (gathered.profiles().size() < gathered.wanted()) {
            messages.warn(
                    "Fetched %d %s profiles out of %d"
                            .formatted(gathered.profiles().size(), what, gathered.wanted()));
        }
    }

    private Profile merged(List<Fetched> fetched) throws FormatException {
        List<Profile> profiles = new ArrayList<>();
        for (Fetched one : fetched) {
            profiles.add(Intake.complete(one.profile(), request.executable(), request.buildId()));
        }
        return Merge.of(profiles);
    }
}
