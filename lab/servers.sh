#!/bin/bash
# Diagnoses a healthy Prometheus and a healthy etcd, idle and under load: both must come out clean.
#   apt-get install prometheus etcd-server && lab/servers.sh [SECONDS]
# Everything stays on the loopback interface and ends by itself.
set -u
seconds=${1:-60}
root=$(cd "$(dirname -- "$0")/.." && pwd)
for need in prometheus etcd curl; do
    command -v "$need" >/dev/null || { echo "servers.sh: $need is not installed" >&2; exit 3; }
done
work=$(mktemp -d)
cat > "$work/prometheus.yml" <<'CONFIG'
global: {scrape_interval: 2s}
scrape_configs:
  - job_name: servers
    static_configs: [{targets: ['127.0.0.1:19090', '127.0.0.1:12379']}]
CONFIG
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address=127.0.0.1:19090 >"$work/prometheus.log" 2>&1 &
etcd --enable-pprof --data-dir "$work/etcd" --listen-peer-urls http://127.0.0.1:12380 \
    --listen-client-urls http://127.0.0.1:12379 --advertise-client-urls http://127.0.0.1:12379 \
    >"$work/etcd.log" 2>&1 &
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
sleep 20 # both warm up

load() {
    local end=$((SECONDS + seconds + 15)) key=0
    while [ "$SECONDS" -lt "$end" ]; do
        key=$(((key + 1) % 500))
        curl -s -o "$work/put" -X POST http://127.0.0.1:12379/v3/kv/put \
            -d "{\"key\":\"$(printf 'key%d' $key | base64)\",\"value\":\"$(printf 'value %0200d' $key | base64 -w 0)\"}"
        curl -s -o "$work/query" 'http://127.0.0.1:19090/api/v1/query?query=rate(prometheus_http_requests_total%5B1m%5D)'
    done
}

result=0
judge() {
    for url in http://127.0.0.1:19090 http://127.0.0.1:12379; do
        printf '%s, %s: ' "$url" "$1"
        "$root/stanch" diagnose "$url" --for "${seconds}s" --quiet >"$work/report" || result=1
        head -1 "$work/report"
    done
}
judge idle
load & loading=$!
load &
judge "under load"
kill "$loading" 2>/dev/null
exit "$result"
