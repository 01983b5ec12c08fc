#!/bin/sh
# The golden matrix: what go tool pprof prints for the kept profiles, against the record and against stanch.
#   lab/profiles/golden.sh stanch [N] [PROFILE] [COMMAND]   stanch against the record: the first N differences (10), a summary
#   lab/profiles/golden.sh record [PROFILE]    asks go tool pprof anew and writes the record (RUNS=5 runs of each line)
#   lab/profiles/golden.sh compare [PROFILE]   asks go tool pprof anew and compares with the record
#   lab/profiles/golden.sh fresh FOLDER        makes new profiles with the go that is here and records them in FOLDER
# PROFILE is a part of a file's name in rows.txt, COMMAND the start of a name in commands.txt.
# Environment: BUILT=1 skips compiling stanch; KEPT=FOLDER another matrix; WORKERS=2.
set -eu
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
cd "$root"
kept=${KEPT:-src/test/resources/profile/golden}

ask() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd lab/profiles && GOTOOLCHAIN=local go build -buildvcs=false -o "$work/golden" ./golden)
    "$work/golden" -tool "$(go tool -n pprof)" -kept "$1" -runs "${RUNS:-5}" -workers "${WORKERS:-2}" -only "$3" "$2"
}

case ${1:-} in
stanch)
    . bin/find-java.sh
    find_java_home 25 jdk || { explain_missing_java 25 compiler; exit 3; }
    JAVA_HOME=$java_home
    export JAVA_HOME
    [ -n "${BUILT:-}" ] || ./mvnw -q -B package -DskipTests -Dspotless.check.skip
    exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g \
        -cp "target/test-classes:target/classes:target/app/*" \
        dev.stanch.profile.golden.GoldenTool "$kept" "${2:-10}" "${3:-}" "${4:-}"
    ;;
record | compare) ask "$kept" "$1" "${2:-}" ;;
fresh)
    [ $# = 2 ] || { echo "usage: $0 fresh FOLDER" >&2; exit 2; }
    GO=$(go env GOVERSION | sed 's/^go//') lab/profiles/make.sh "$2/profiles"
    cp "$kept/commands.txt" "$2"
    (cd "$2/profiles" && ls | grep -v -e '-later\.' | while read -r name; do
        other=$(echo "$name" | sed -E 's/\.(pb|txt)\.gz$/-later.\1.gz/')
        [ -f "$other" ] || other=$name
        echo "$name $other"
    done) >"$2/rows.txt"
    : >"$2/known.txt"
    ask "$2" record ""
    ;;
*)
    sed -n '2,8p' "$0" >&2
    exit 2
    ;;
esac
