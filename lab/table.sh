#!/bin/sh
# Diagnoses every program of the lab live, RUNS times each (1), and writes docs/lab-runs.md.
#   lab/table.sh [RUNS [FILE]]
# Environment: LAB=NAME,NAME only those; PARALLEL=8 programs at a time.
. "$(dirname -- "$0")/tool.sh"
lab_tool table "$root/lab" "$root/target/lab" "${2:-$root/docs/lab-runs.md}" "${1:-1}"
