#!/bin/sh
# Wall time and peak memory of stanch goroutines and panicparse on the same dump, side by side in the same run.
#   bench/goroutines.sh [GOROUTINES…]     (100000 when none is named)
# Environment: RUNS=5 runs of stanch, the fastest counts; PEER=off leaves panicparse out, which runs once
# and is given up after LIMIT=60 seconds: then its row says "more than".
# The dump is made by lab/profiles/many and kept in target/bench.
set -eu
cd "$(dirname -- "$0")/.."
work=$(pwd)/target/bench
mkdir -p "$work"
(cd lab/profiles && go build -buildvcs=false -o "$work/many" ./many)
(cd lab/profiles && go build -buildvcs=false -o "$work/measure" ./measure)
peer=$work/panicparse
if [ "${PEER:-on}" != off ] && [ ! -x "$peer" ]; then
    GOBIN=$work go install github.com/maruel/panicparse/v2@v2.5.0
    mv "$work/v2" "$peer" 2>/dev/null || true
fi
[ $# -gt 0 ] || set -- 100000

echo "| goroutines | dump MB | stanch s | stanch MB | panicparse s | MB | times faster | of its memory |"
echo "|---|---|---|---|---|---|---|---|"
for count; do
    dump=$work/dump-$count.txt
    [ -s "$dump" ] || "$work/many" "$count" >"$dump"
    ours=$(for run in $(seq "${RUNS:-5}"); do
        # Exit code 1 says that there are findings.
        "$work/measure" sh -c './stanch goroutines "$0" || [ $? = 1 ]' "$dump"
    done | sort -n | head -n 1)
    theirs="- -"
    more=
    if [ "${PEER:-on}" != off ] && ! theirs=$(timeout "${LIMIT:-60}" "$work/measure" "$peer" "$dump"); then
        theirs="${LIMIT:-60} -"
        more="more than "
    fi
    megabytes=$(($(wc -c <"$dump") / 1000000))
    echo "$count $megabytes $ours $theirs" | awk -v more="$more" '{
        if ($5 == "-") printf "| %s | %s | %s | %s | – | – | – | – |\n", $1, $2, $3, $4
        else if ($6 == "-") printf "| %s | %s | %s | %s | %s%s | – | %s%.0f | – |\n", $1, $2, $3, $4, more, $5, more, $5 / $3
        else printf "| %s | %s | %s | %s | %s | %s | %.0f | %.0f %% |\n", $1, $2, $3, $4, $5, $6, $5 / $3, 100 * $4 / $6
    }'
done
