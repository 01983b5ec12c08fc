#!/bin/sh
# Tests the launcher, the installed layout and the archive as a person meets them. ./check runs this
# after the build, so the source folder's jar is there.
set -u
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../../.." && pwd)
work=$(mktemp -d)
work=$(cd -P "$work" && pwd)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
failures=0
tests=0
# The shell that /bin/sh is on Debian; it knows nothing beyond POSIX.
shell=$(command -v dash || command -v sh)

# Nothing of the caller's environment may decide; each test sets what it is about.
. "$root/bin/find-java.sh"
find_java_home 25 jdk || { explain_missing_java 25 compiler; exit 3; }
java=$java_home
unset JAVA_HOME STANCH_JAVA_OPTIONS STANCH_BUILD COLUMNS MAKEFLAGS MAKELEVEL
STANCH_AOT=off
export STANCH_AOT

# expect NAME STATUS PATTERN COMMAND…  compares exit code and the output of both streams.
expect() {
    name=$1
    status=$2
    pattern=$3
    shift 3
    tests=$((tests + 1))
    output=$("$@" 2>&1 </dev/null)
    actual=$?
    if [ $actual != "$status" ] || ! printf '%s\n' "$output" | grep -q -e "$pattern"; then
        failures=$((failures + 1))
        echo "FAILED: $name: exit code $actual (wanted $status), or no line with /$pattern/:"
        printf '%s\n' "$output" | sed 's/^/    /'
    fi
}

holds() {
    name=$1
    shift
    tests=$((tests + 1))
    if ! "$@"; then
        failures=$((failures + 1))
        echo "FAILED: $name"
    fi
}

# A Java that is too old, as the folder and as the program on PATH.
mkdir -p "$work/java17/bin"
printf 'JAVA_VERSION="17.0.1"\n' >"$work/java17/release"
printf '#!/bin/sh\necho "the Java 17 was started"\nexit 97\n' >"$work/java17/bin/java"
cp "$work/java17/bin/java" "$work/java17/bin/javac"
chmod +x "$work/java17/bin/java" "$work/java17/bin/javac"

version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$root/pom.xml")
says="^stanch $version\$"

expect "starts" 0 "$says" "$shell" "$root/stanch" version
cd "$work" || exit 3
expect "starts from another folder" 0 "$says" "$root/stanch" version
ln -s "$root/stanch" "$work/link"
ln -s link "$work/link to link"
expect "starts through symbolic links" 0 "$says" "$work/link to link" version
expect "is found on PATH" 0 "$says" env PATH="$root:$PATH" stanch version
expect "passes arguments with spaces and quotes" 2 "'a \"b  c'" "$root/stanch" version 'a "b  c'
expect "wrong usage is 2" 2 "Help: stanch --help" "$root/stanch"

expect "passes by a PATH and a JAVA_HOME with Java 17" 0 "$says" \
    env JAVA_HOME="$work/java17" PATH="$work/java17/bin:$PATH" "$root/stanch" version
expect "takes the Java of JAVA_HOME" 0 "^java_home $java\$" env JAVA_HOME="$java" "$root/stanch" version
expect "STANCH_JAVA may name the program" 0 "$says" env STANCH_JAVA="$java/bin/java" "$root/stanch" version
expect "a wrong STANCH_JAVA is said" 3 "STANCH_JAVA=$work/java17 is not a Java 25" \
    env STANCH_JAVA="$work/java17" "$root/stanch" version
expect "STANCH_JAVA_OPTIONS reach the JVM" 0 "^os [A-Za-z ]* reached\$" \
    env STANCH_JAVA_OPTIONS="-Xmx100m -Dos.version=reached" "$root/stanch" version
expect "HOME may be missing" 0 "$says" env -u HOME -u XDG_CACHE_HOME STANCH_AOT=on "$root/stanch" version
touch "$work/file"
expect "the cache folder may be impossible" 0 "$says" \
    env STANCH_AOT=on XDG_CACHE_HOME="$work/file/cache" "$root/stanch" version

no_java_anywhere() (
    unset STANCH_JAVA
    accept_java() { return 1; }
    if find_java_home 25 jre; then return 1; fi
    explain_missing_java 25
    return 3
)
expect "without a Java one line says what to install" 3 "install a JDK 25" no_java_anywhere

accepts() (
    printf 'JAVA_VERSION="%s"\n' "$1" >"$work/java17/release"
    wanted_major=$2
    wanted_kind=jre
    accept_java "$work/java17"
)
rejects() { ! accepts "$@"; }
holds "Java 25 is enough for 25" accepts 25 25
holds "Java 25.0.3 is enough for 25" accepts 25.0.3 25
holds "Java 25-ea is enough for 25" accepts 25-ea 25
holds "Java 26.0.1 is enough for 25" accepts 26.0.1 25
holds "Java 17.0.1 is not enough for 25" rejects 17.0.1 25
holds "Java 1.8 is not enough for 25" rejects 1.8.0_402 25

# Installed, at a path with spaces, and read-only.
prefix="$work/a prefix"
expect "installs" 0 "^installed $prefix/bin/stanch\$" "$root/bin/install-app.sh" "$root/target/app" "$prefix"
chmod -R a-w "$prefix"
expect "runs installed" 0 "$says" "$prefix/bin/stanch" version
ln -s "$prefix/bin/stanch" "$work/installed"
expect "runs installed through a link" 0 "$says" "$work/installed" version

# The start-up cache: trained once in the background, then used; other jars get another.
export XDG_CACHE_HOME="$work/cache"
STANCH_AOT=on
expect "runs while the cache is trained" 0 "$says" "$prefix/bin/stanch" version
trained() {
    seconds=0
    while [ -z "$(find "$XDG_CACHE_HOME" -name '*.aot' -type f)" ]; do
        seconds=$((seconds + 1))
        [ $seconds -le 90 ] || return 1
        sleep 1
    done
}
holds "the cache gets trained" trained
expect "the cache is used" 0 'AOTCache=' sh -x "$prefix/bin/stanch" version
expect "runs with the cache" 0 "$says" "$prefix/bin/stanch" version
chmod -R u+w "$prefix"
touch "$prefix/lib/stanch/stanch.jar"
expect "the same jar of another time gets its own cache" 0 "train_aot_cache" sh -x "$prefix/bin/stanch" version
trained_again() {
    seconds=0
    while [ "$(find "$XDG_CACHE_HOME" -name '*.aot' -type f | wc -l)" -lt 2 ]; do
        seconds=$((seconds + 1))
        [ $seconds -le 90 ] || return 1
        sleep 1
    done
}
holds "the cache is trained again" trained_again
from_cache() (
    STANCH_JAVA_OPTIONS="-Xlog:class+load:file=$work/loaded" "$prefix/bin/stanch" version >/dev/null || return 1
    grep -q 'dev.stanch.cli.Main source: shared objects' "$work/loaded" &&
        grep -q 'picocli.CommandLine source: shared objects' "$work/loaded"
)
holds "our classes and picocli's come from the cache" from_cache
for archive in "$XDG_CACHE_HOME"/stanch/*.aot; do
    echo broken >"$archive"
done
expect "a broken cache does no harm" 0 "$says" "$prefix/bin/stanch" --version
holds "a broken cache is not worth a word" [ "$output" = "stanch $version" ]
STANCH_AOT=off

# A broken installation.
chmod -R u+w "$prefix"
rm "$prefix/lib/stanch/stanch.jar"
expect "a missing jar is said" 3 "install again" "$prefix/bin/stanch" version

# First use: a copy of the sources with a Maven that only pretends, so that this takes no minute.
copy="$work/a copy"
mkdir -p "$copy/src/main/java" "$copy/bin"
cp "$root/stanch" "$copy/"
cp "$root/bin/find-java.sh" "$root/bin/install-app.sh" "$copy/bin/"
cp "$root/pom.xml" "$root/Makefile" "$root/README.md" "$root/CHANGELOG.md" "$copy/"
cat >"$copy/mvnw" <<'END'
#!/bin/sh
[ "$1" = -v ] && exit 0
echo "built" >>target/builds
echo "[INFO] --- compiler:3.16.0:compile (default-compile) @ stanch ---"
sleep 2
[ -f fail ] && { echo "[ERROR] a mistake in line 7"; exit 1; }
mkdir -p target/app
cp "$BUILT_JARS"/*.jar target/app/
END
chmod +x "$copy/mvnw"
export BUILT_JARS="$root/target/app"
builds() { wc -l <"$copy/target/builds" | tr -d ' '; }

touch "$copy/fail"
expect "a failed build is said with the end of its log" 3 "a mistake in line 7" "$copy/stanch" version
rm "$copy/fail" "$copy/target/builds"

"$copy/stanch" version >"$work/first" 2>&1 &
first=$!
expect "two first uses at once: one works" 0 "$says" "$copy/stanch" version
wait $first
holds "two first uses at once: the other works" grep -q "$says" "$work/first"
holds "two first uses at once: one build" [ "$(builds)" = 1 ]
expect "the second use works" 0 "$says" "$copy/stanch" version
holds "the second use builds nothing" [ "$(builds)" = 1 ]
sleep 1
touch "$copy/src/main/java/New.java"
expect "a new source is built" 0 "compiler compile" "$copy/stanch" version
holds "a new source is built once" [ "$(builds)" = 2 ]
mkdir "$copy/target/building"
echo 999999999 >"$copy/target/building/owner"
sleep 1
rm "$copy/src/main/java/New.java"
expect "a removed source is built, past the lock of a dead process" 0 "$says" "$copy/stanch" version
holds "a removed source is built once" [ "$(builds)" = 3 ]

# The archives.
if command -v make >/dev/null && command -v tar >/dev/null; then
    expect "make dist" 0 "installed" make -C "$copy" dist
    expect "make install" 0 "installed $work/usr/bin/stanch" make -C "$copy" install PREFIX="$work/usr"
    expect "what make installed runs" 0 "$says" "$work/usr/bin/stanch" version
    tar -C "$work" -xzf "$copy/dist/stanch-$version.tar.gz"
    expect "the tar archive runs" 0 "$says" "$work/stanch-$version/bin/stanch" version
    if command -v zip >/dev/null && command -v unzip >/dev/null; then
        mkdir "$work/zip"
        (cd "$work/zip" && unzip -q "$copy/dist/stanch-$version.zip")
        expect "the zip archive runs" 0 "$says" "$work/zip/stanch-$version/bin/stanch" version
    else
        echo "skipped: the zip archive (zip or unzip is not here)"
    fi
else
    echo "skipped: the archives (make or tar is not here)"
fi

echo "launcher: $tests checks, $failures failed"
[ $failures = 0 ]
