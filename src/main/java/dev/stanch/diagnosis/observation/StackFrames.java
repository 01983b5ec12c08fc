package dev.stanch.diagnosis.observation;

import dev.stanch.goroutine.Frame;
import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * A stack as the rules see it.
 *
 * @param frames all frames, leaf first
 * @param owners whose each frame is
 */
record StackFrames(List<Site> frames, List<Owner> owners) {

    static StackFrames of(List<Frame> stack, Owners owners) {
        List<Site> frames = new ArrayList<>();
        List<Owner> whose = new ArrayList<>();
        for (Frame frame : stack) {
            frames.add(new Site(frame.function(), frame.file(), frame.line()));
            whose.add(owners.of(frame.function(), frame.file()));
        }
        return new StackFrames(frames, whose);
    }

    /**
     * The index of the site: the innermost frame of the user's own code; without one the innermost
     * of a dependency; else the innermost of the standard library; else the leaf. -1 for an empty
     * stack.
     */
    int site() {
        for (Owner owner : List.of(Owner.MAIN, Owner.DEPENDENCY, Owner.STANDARD)) {
            int index = owners.indexOf(owner);
            if (index >= 0) {
                return index;
            }
        }
        return frames.isEmpty() ? -1 : 0;
    }

    /** The frames of user code, leaf first; at most {@code most}. */
    List<Site> userFrames(int most) {
        List<Site> user = new ArrayList<>();
        for (int i = 0; i < frames.size() && user.size() < most; i++) {
            if (owners.get(i).user()) {
                user.add(frames.get(i));
            }
        }
        return List.copyOf(user);
    }

    /** The function that started the goroutine, empty for an empty stack. */
    String entry() {
        for (int i = frames.size() - 1; i >= 0; i--) {
            String function = frames.get(i).function();
            if (!function.equals("runtime.goexit") && !function.equals("runtime.main")) {
                return function;
            }
        }
        return "";
    }

    /**
     * The first frame that is not the runtime's, as the user called it: {@code time.Sleep}; empty
     * when that is the site.
     */
    String calledBySite() {
        int site = site();
        return site > 0 ? frames.get(site - 1).function() : "";
    }

    /** The innermost function outside of the runtime; the leaf when all is the runtime's. */
    String leaf() {
        for (int i = 0; i < frames.size(); i++) {
            if (owners.get(i) != Owner.RUNTIME) {
                return frames.get(i).function();
            }
        }
        return frames.isEmpty() ? "" : frames.getFirst().function();
    }

    /**
     * The import path of the innermost frame that is not the runtime's; empty when there is none.
     */
    String innermostPackage() {
        for (int i = 0; i < frames.size(); i++) {
            if (owners.get(i) != Owner.RUNTIME) {
                return Owners.packagePath(frames.get(i).function());
            }
        }
        return "";
    }
}
