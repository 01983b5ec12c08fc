#!/bin/sh
# Records every program of the lab anew for 20 seconds into src/test/resources/lab.
#   lab/record.sh [FOLDER]
# Environment: LAB=NAME,NAME only those; PARALLEL=8 programs at a time.
# The programs are built from a copy, so that the recordings name a place that no machine has for long.
. "$(dirname -- "$0")/tool.sh"
copy=/tmp/stanch-lab
mkdir "$copy" || exit 3
trap 'rm -rf "$copy"' EXIT
cp -R "$root/lab/." "$copy"
lab_tool record "$copy" "$copy/bin" "${1:-$root/src/test/resources/lab}"
