package dev.stanch.profile.codec.legacy;

import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.util.List;
import java.util.Set;

/**
 * Which frames of old profiles come from the measuring itself: regular expressions that the reports
 * of google/pprof match with function names to leave out ({@code addLegacyFrameInfo}). The reports
 * write them out again, so they are its own, letter by letter.
 *
 * @param drop frames that match this, and all that they call
 * @param keep frames that match this although {@code drop} does too
 */
record FrameRules(String drop, String keep) {
    private static final String ALLOCATORS =
            String.join(
                    "|",
                    "calloc",
                    "cfree",
                    "malloc",
                    "free",
                    "memalign",
                    "do_memalign",
                    "(__)?posix_memalign",
                    "pvalloc",
                    "valloc",
                    "realloc",
                    "tcmalloc::.*",
                    "tc_calloc",
                    "tc_cfree",
                    "tc_malloc",
                    "tc_free",
                    "tc_memalign",
                    "tc_posix_memalign",
                    "tc_pvalloc",
                    "tc_valloc",
                    "tc_realloc",
                    "tc_new",
                    "tc_delete",
                    "tc_newarray",
                    "tc_deletearray",
                    "tc_new_nothrow",
                    "tc_newarray_nothrow",
                    "malloc_zone_malloc",
                    "malloc_zone_calloc",
                    "malloc_zone_valloc",
                    "malloc_zone_realloc",
                    "malloc_zone_memalign",
                    "malloc_zone_free",
                    "runtime\\..*",
                    "BaseArena::.*",
                    "(::)?do_malloc_no_errno",
                    "(::)?do_malloc_pages",
                    "(::)?do_malloc",
                    "DoSampledAllocation",
                    "MallocedMemBlock::MallocedMemBlock",
                    "_M_allocate",
                    "__builtin_(vec_)?delete",
                    "__builtin_(vec_)?new",
                    "__gnu_cxx::new_allocator::allocate",
                    "__libc_malloc",
                    "__malloc_alloc_template::allocate",
                    "allocate",
                    "cpp_alloc",
                    "operator new(\\[\\])?",
                    "simple_alloc::allocate");

    private static final String PANICS =
            String.join("|", "runtime\\.panic", "runtime\\.reflectcall", "runtime\\.call[0-9]*");

    private static final String CPU_PROFILER =
            String.join(
                    "|",
                    "ProfileData::Add",
                    "ProfileData::prof_handler",
                    "CpuProfiler::prof_handler",
                    "__pthread_sighandler",
                    "__restore");

    private static final String LOCKS =
            String.join(
                    "|",
                    "RecordLockProfileData",
                    "(base::)?RecordLockProfileData.*",
                    "(base::)?SubmitMutexProfileData.*",
                    "(base::)?SubmitSpinLockProfileData.*",
                    "(base::Mutex::)?AwaitCommon.*",
                    "(base::Mutex::)?Unlock.*",
                    "(base::Mutex::)?UnlockSlow.*",
                    "(base::Mutex::)?ReaderUnlock.*",
                    "(base::MutexLock::)?~MutexLock.*",
                    "(Mutex::)?AwaitCommon.*",
                    "(Mutex::)?Unlock.*",
                    "(Mutex::)?UnlockSlow.*",
                    "(Mutex::)?ReaderUnlock.*",
                    "(MutexLock::)?~MutexLock.*",
                    "(SpinLock::)?Unlock.*",
                    "(SpinLock::)?SlowUnlock.*",
                    "(SpinLockHolder::)?~SpinLockHolder.*");

    private static final Set<List<String>> HEAP =
            Set.of(
                    List.of("allocations", "size"),
                    List.of("objects", "space"),
                    List.of("inuse_objects", "inuse_space"),
                    List.of("alloc_objects", "alloc_space"),
                    List.of("alloc_objects", "alloc_space", "inuse_objects", "inuse_space"));
    private static final List<String> CONTENTION = List.of("contentions", "delay");

    /** Makes them the profile's. */
    void set(ProfileTables tables) {
        tables.setDropFrames(drop, keep);
    }

    /** The rules for profiles of these sample types. */
    static FrameRules of(List<ValueType> types) {
        List<String> names = types.stream().map(ValueType::type).toList();
        if (HEAP.contains(names)) {
            return new FrameRules(ALLOCATORS, PANICS);
        }
        return new FrameRules(names.equals(CONTENTION) ? LOCKS : CPU_PROFILER, "");
    }
}
