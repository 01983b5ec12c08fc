package dev.stanch.lab;

import dev.stanch.lab.LabTruth.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One report held against the truth. A leak must be named by one finding with the right cause, a
 * right site, and the right origin where the truth has one; of a healthy program nothing above
 * {@code suspect} may be said.
 *
 * @param truth what is wrong with the program
 * @param found what the report says, in its order
 * @param best the finding that is nearest to the truth of a leak, or goes farthest beyond that of a
 *     healthy program; null when nothing was found
 */
record LabOutcome(LabTruth truth, List<Found> found, @Nullable Found best) {

    /** The part of a finding that is judged. */
    record Found(String cause, String confidence, Place site, @Nullable Place origin) {
        static Found of(Map<?, ?> finding) {
            return new Found(
                    String.valueOf(finding.get("cause")),
                    String.valueOf(finding.get("confidence")),
                    finding.get("site") instanceof Map<?, ?> site
                            ? Place.of(site)
                            : new Place("", 0),
                    finding.get("origin") instanceof Map<?, ?> origin ? Place.of(origin) : null);
        }

        boolean aboveSuspect() {
            return !confidence.equals("suspect");
        }

        @Override
        public String toString() {
            return confidence
                    + " "
                    + cause
                    + " at "
                    + site
                    + (origin == null ? "" : " from " + origin);
        }
    }

    /**
     * @param report {@code stanch.report/1}
     * @throws IllegalArgumentException when it is none
     */
    static LabOutcome of(LabTruth truth, Map<String, Object> report) {
        if (!"stanch.report/1".equals(report.get("schema"))
                || !(report.get("findings") instanceof List<?> findings)) {
            throw new IllegalArgumentException("no report: " + report);
        }
        List<Found> found = new ArrayList<>();
        for (Object finding : findings) {
            if (finding instanceof Map<?, ?> map) {
                found.add(Found.of(map));
            }
        }
        Found best =
                truth.healthy()
                        ? found.stream()
                                .min(Comparator.comparing(one -> !one.aboveSuspect()))
                                .orElse(null)
                        : found.stream()
                                .max(Comparator.comparingInt(one -> likeness(truth, one)))
                                .orElse(null);
        return new LabOutcome(truth, List.copyOf(found), best);
    }

    /** The site counts most, as a person would start there. */
    private static int likeness(LabTruth truth, Found one) {
        return (truth.sites().contains(one.site()) ? 4 : 0)
                + (one.cause().equals(truth.cause()) ? 2 : 0)
                + (originIsRight(truth, one) ? 1 : 0);
    }

    boolean causeIsRight() {
        return truth.healthy()
                ? best == null || !best.aboveSuspect()
                : best != null && best.cause().equals(truth.cause());
    }

    boolean siteIsRight() {
        return truth.healthy()
                ? causeIsRight()
                : best != null && truth.sites().contains(best.site());
    }

    boolean originIsRight() {
        return truth.healthy() ? causeIsRight() : best != null && originIsRight(truth, best);
    }

    private static boolean originIsRight(LabTruth truth, Found one) {
        return truth.origin() == null || truth.origin().equals(one.origin());
    }

    boolean isRight() {
        return causeIsRight() && siteIsRight() && originIsRight();
    }

    /** 0 to 3. */
    int partsRight() {
        return (causeIsRight() ? 1 : 0) + (siteIsRight() ? 1 : 0) + (originIsRight() ? 1 : 0);
    }

    /** The confidence of the finding that counts; {@code none} when nothing was found. */
    String confidence() {
        return best == null ? "none" : best.confidence();
    }

    /** Findings above suspect beside the right one. */
    List<Found> beside() {
        return found.stream().filter(one -> one.aboveSuspect() && !one.equals(best)).toList();
    }

    /** What was said, for a person who looks for the reason. */
    String said() {
        return found.isEmpty()
                ? "nothing"
                : String.join("; ", found.stream().map(Found::toString).toList());
    }
}
