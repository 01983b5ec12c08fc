#!/bin/sh
# Wall time and peak memory of stanch pprof and go tool pprof, side by side in the same run, as rows of a table.
#   bench/pprof.sh [tiny] [real] [s] [m] [l]     (all but l when none is named)
# Environment: RUNS=3 runs of each, the fastest counts (m and l: one of the peer's); FORMATS="top peek tree dot base";
# PEER=off measures stanch only. The profiles are made by lab/profiles/large and kept in target/bench.
set -eu
cd "$(dirname -- "$0")/.."
work=target/bench
mkdir -p "$work"
(cd lab/profiles && go build -buildvcs=false -o "../../$work/large" ./large && go build -buildvcs=false -o "../../$work/measure" ./measure)
go tool pprof -h >"$work/help" 2>&1 || true # builds it
[ $# -gt 0 ] || set -- tiny real s m

# best COUNT COMMAND...: the fastest of so many runs, "seconds MB".
best() {
    count=$1
    shift
    for run in $(seq "$count"); do "$work/measure" "$@"; done | sort -n | head -n 1
}

make_profile() {
    [ -f "$work/$1.pb.gz" ] || "$work/large" "$1" "$work/$1.pb.gz"
}

echo "| profile | report | stanch s | stanch MB | go tool pprof s | MB | times faster | of its memory |"
echo "|---|---|---|---|---|---|---|---|"
for profile; do
    other=$work/$profile.pb.gz
    peers=${RUNS:-3}
    case $profile in
    tiny)
        cp src/test/resources/profile/heap.pb.gz "$work/tiny.pb.gz"
        ;;
    real)
        make_profile real
        make_profile real-later
        other=$work/real-later.pb.gz
        ;;
    m)
        make_profile m
        make_profile m-later
        other=$work/m-later.pb.gz
        peers=1
        ;;
    l)
        make_profile l
        peers=1
        ;;
    *) make_profile "$profile" ;;
    esac
    for format in ${FORMATS:-top peek tree dot base}; do
        case $format in
        peek) flags=-peek=Turn12345 ;;
        base) flags="-top -base=$other" ;;
        *) flags=-$format ;;
        esac
        [ "$profile" != tiny ] || [ "$format" != peek ] || flags=-peek=main
        # shellcheck disable=SC2086
        ours=$(best "${RUNS:-3}" ./stanch pprof -symbolize=none $flags "$work/$profile.pb.gz")
        theirs="- -"
        # shellcheck disable=SC2086
        [ "${PEER:-}" = off ] || theirs=$(best "$peers" go tool pprof -symbolize=none $flags "$work/$profile.pb.gz")
        echo "$profile $format $ours $theirs" | awk '{
            if ($5 == "-") printf "| %s | %s | %s | %s | | | | |\n", $1, $2, $3, $4
            else printf "| %s | %s | %s | %s | %s | %s | %.1f | %.2f |\n", $1, $2, $3, $4, $5, $6, $5 / $3, $4 / $6
        }'
    done
done
