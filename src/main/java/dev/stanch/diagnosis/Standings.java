package dev.stanch.diagnosis;

import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.goroutine.group.Standing;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says of every group of a dump what the findings, or what is known of libraries, make of it. */
public final class Standings {
    private final Observation observation;

    public Standings(Observation observation) {
        this.observation = observation;
    }

    /**
     * The worst first, of equal standing the largest.
     *
     * @param curves the survival of each group in the order of the groups; empty for a single dump
     */
    public List<Judged> of(List<Group> groups, List<List<Long>> curves, List<Finding> findings) {
        return IntStream.range(0, groups.size())
                .mapToObj(i ->
                        judged(
                                groups.get(i),
                                curves.isEmpty() ? List.of() : curves.get(i),
                                findings))
                .sorted(
                        Comparator.comparing(Judged::standing)
                                .thenComparing(
                                        Comparator.comparingLong((Judged j) -> j.group().count())
                                                .reversed()))
                .toList();
    }

    private Judged judged(Group group, List<Long> curve, List<Finding> findings) {
        Frame site = observation.site(group.stack());
        for (Finding finding : findings) {
            if (isAbout(finding, group)) {
                Standing standing =
                        switch (finding.confidence()) {
                            case PROVEN -> Standing.CERTAIN;
                            case LIKELY -> Standing.LIKELY;
                            case SUSPECT -> Standing.SUSPICIOUS;
                        };
                return new Judged(group, site, standing, finding.why(), curve);
            }
        }
        Optional<String> right = right(group);
        return right.isPresent()
                ? new Judged(group, site, Standing.BENIGN, right.get(), curve)
                : new Judged(
                        group, site, Standing.OPEN, "this dump alone says nothing of it", curve);
    }

    private static boolean isAbout(Finding finding, Group group) {
        if (group.isMain() || !group.waitKind().goName().equals(finding.waitReason())) {
            return false;
        }
        Site site = finding.site();
        return group.stack().stream()
                .anyMatch(f ->
                        f.line() == site.line()
                                && f.function().equals(site.function())
                                && f.file().equals(site.file()));
    }

    private Optional<String> right(Group group) {
        if (group.isMain()) {
            return Optional.of("the main goroutine");
        }
        WaitKind kind = group.waitKind();
        if (kind.benign()) {
            return Optional.of("the runtime's own");
        }
        Owners owners = observation.owners();
        boolean runtimes =
                group.stack().stream()
                        .allMatch(f -> owners.of(f.function(), f.file()) == Owner.RUNTIME);
        if (runtimes) {
            return Optional.of("the runtime's own");
        }
        Optional<String> library =
                observation
                        .known()
                        .reason(kind, group.stack().stream().map(Frame::function).toList());
        return library.isPresent() || kind != WaitKind.RUNNING
                ? library
                : Optional.of("it runs: it is not blocked");
    }
}
