#!/bin/sh
# Measures a server of its own: time and processor time to readiness, latency of a small and a large photo, memory with 16 clients.
#   sh docs/measure-server.sh SMALL.jpg LARGE.jpg
# Needs curl and Linux's /proc. The launcher builds first if it has to; run it twice to measure a start without that.
set -eu
[ $# -eq 2 ] || { sed -n '2,4s/^# *//p' "$0" >&2; exit 2; }
small=$1 large=$2
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
data=$(mktemp -d)
port=${PORT:-18080}
url=http://127.0.0.1:$port

now() { echo $(($(date +%s%N) / 1000000)); }
name() { curl -s -o /dev/null -w '%{time_total} %{http_code}\n' -H 'Content-Type: image/jpeg' --data-binary "@$1" "$url/api/v1/predictions"; }
median() {
  i=0
  while [ $i -lt "$2" ]; do name "$1"; i=$((i + 1)); done | sort -n | awk '
    { time[NR] = $1; if ($2 != 201) bad++ }
    END { printf "median %d ms, 95 %% within %d ms, %d refused\n", time[int((NR + 1) / 2)] * 1000, time[int(NR * 0.95)] * 1000, bad }'
}

begin=$(now)
"$home/greengrocer" serve --demo --port "$port" --data-dir "$data/shop" 2>"$data/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$data"' EXIT
until curl -sf -o /dev/null "$url/actuator/health/readiness"; do
  kill -0 $server 2>/dev/null || { cat "$data/log" >&2; exit 1; }
  sleep 0.02
done
echo "ready after $(($(now) - begin)) ms, $(awk -v hz="$(getconf CLK_TCK)" '{ printf "%.1f", ($14 + $15) / hz }' /proc/$server/stat) s of processor time, $(
  awk '/VmRSS/ { print int($2 / 1024) }' /proc/$server/status) MB resident"
echo "small photo: $(median "$small" 40)"
echo "large photo: $(median "$large" 25)"
for client in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  median "$large" 6 >"$data/client-$client" &
  clients="${clients:-} $!"
done
# shellcheck disable=SC2086 # each is a process
wait $clients
echo "16 clients with the large photo: $(cat "$data"/client-* | awk '{ bad += $(NF - 1) } END { print bad + 0 }') of 96 refused"
echo "resident memory at most: $(awk '/VmHWM/ { print int($2 / 1024) }' /proc/$server/status) MB"
