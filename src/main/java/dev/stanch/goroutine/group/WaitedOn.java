package dev.stanch.goroutine.group;

import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.Goroutine;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a goroutine waits on, by address. Dumps show it where a frame of {@code sync} or of the
 * runtime is printed with its receiver; a channel's address only with {@code GOTRACEBACK=system},
 * since a plain dump leaves the runtime's frames out.
 *
 * @param address of the lock, WaitGroup, Cond or channel
 * @param what such as {@code sync.Mutex}
 * @param caller index in the stack of the frame that waits, the first outside of {@code sync}
 */
public record WaitedOn(long address, String what, int caller) {
    /** Functions whose first argument is what is waited on, and what that is. */
    private static final Map<String, String> WAITS =
            Map.ofEntries(
                    Map.entry("internal/sync.(*Mutex).lockSlow", "sync.Mutex"),
                    Map.entry("sync.(*Mutex).lockSlow", "sync.Mutex"),
                    Map.entry("sync.(*Mutex).Lock", "sync.Mutex"),
                    Map.entry("internal/sync.(*Mutex).Lock", "sync.Mutex"),
                    Map.entry("sync.(*RWMutex).Lock", "sync.RWMutex"),
                    Map.entry("sync.(*RWMutex).RLock", "sync.RWMutex"),
                    Map.entry("sync.(*WaitGroup).Wait", "sync.WaitGroup"),
                    Map.entry("sync.(*Cond).Wait", "sync.Cond"),
                    Map.entry("sync.(*Once).doSlow", "sync.Once"),
                    Map.entry("runtime.chansend", "channel"),
                    Map.entry("runtime.chansend1", "channel"),
                    Map.entry("runtime.chanrecv", "channel"),
                    Map.entry("runtime.chanrecv1", "channel"),
                    Map.entry("runtime.chanrecv2", "channel"));

    private static final long LEAST_POINTER = 0x1000;

    /** Shows a Cond's list of waiters, which lies behind its {@code L}, an interface. */
    private static final String NOTIFY_LIST = "sync.runtime_notifyListWait";

    /** Bytes, where a pointer has eight. */
    private static final long NOTIFY_LIST_OFFSET = 16;

    /** Null when the stack does not show it, or shows a stale word ({@code 0x…?}). */
    public static @Nullable WaitedOn of(Goroutine goroutine) {
        List<Frame> frames = goroutine.frames();
        long address = 0;
        String what = "";
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            String kind = WAITS.get(frame.function());
            if (frame.function().equals(NOTIFY_LIST)) {
                long list = firstWord(frame.arguments());
                address = list == 0 ? 0 : list - NOTIFY_LIST_OFFSET;
                what = "sync.Cond";
            } else if (kind != null) {
                long word = firstWord(frame.arguments());
                if (word != 0) {
                    // The outermost names it best: a RWMutex's first field is a Mutex.
                    address = word;
                    what = kind;
                } else if (address != 0 && !kind.equals("sync.Mutex")) {
                    what = kind;
                }
            } else if (!belongsToTheWait(frame.function())) {
                return address == 0 ? null : new WaitedOn(address, what, i);
            }
        }
        return null;
    }

    private static boolean belongsToTheWait(String function) {
        return function.startsWith("runtime.")
                || function.startsWith("sync.")
                || function.startsWith("internal/sync.")
                || function.startsWith("internal/runtime/");
    }

    /** The first word when it is a pointer that is certainly live; else 0. */
    static long firstWord(String arguments) {
        int end = arguments.indexOf(',');
        String word = end < 0 ? arguments : arguments.substring(0, end);
        long value = pointer(word);
        return value >= LEAST_POINTER ? value : 0;
    }

    /** 0 for what is no plain hexadecimal word. */
    static long pointer(String word) {
        if (!word.startsWith("0x") || word.length() < 3 || word.length() > 18) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(word, 2, word.length(), 16);
        } catch (NumberFormatException notAWord) {
            return 0;
        }
    }
}
