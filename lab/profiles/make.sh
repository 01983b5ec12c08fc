#!/bin/sh
# Makes the profiles of the golden matrix anew, with every Go version that can be had:
#   lab/profiles/make.sh FOLDER
# Environment: GO="1.18.10 1.26.8" only those versions; GOPROXY etc. as for go. Versions that can't be had are named and left out.
set -eu
[ $# = 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname -- "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GOFLAGS="-trimpath -buildvcs=false"
export GOFLAGS

# run GO PROGRAM [EXPERIMENT]: the program's profiles are in $work/made afterwards.
run() {
    rm -rf "$work/made" && mkdir "$work/made"
    GOTOOLCHAIN=go$1 GOEXPERIMENT=${3:-} go build -o "$work/$2" "./$2" &&
        (cd "$work" && "./$2" "$work/made")
}

# keep GO PROGRAM KIND...: a kind with .txt is Go's own text, kept packed.
keep() {
    short=${1%.*}
    program=$2
    shift 2
    for kind; do
        case $kind in
        *.txt) gzip -9nc "$work/made/$kind" >"$folder/$program-$short-$kind.gz" ;;
        *) cp "$work/made/$kind.pb.gz" "$folder/$program-$short-$kind.pb.gz" ;;
        esac
    done
}

for go in ${GO:-1.18.10 1.20.14 1.21.13 1.22.12 1.23.12 1.24.13 1.25.12 1.26.8 1.27.0}; do
    if ! GOTOOLCHAIN=go$go go version >/dev/null 2>&1; then
        echo "make.sh: go$go can't be had" >&2
        continue
    fi
    run "$go" bakery
    keep "$go" bakery heap heap-later goroutine goroutine-later mutex mutex-later cpu cpu-later
    case $go in 1.18.* | 1.23.* | 1.26.*) keep "$go" bakery block block-later allocs threadcreate ;; esac
    case $go in 1.20.* | 1.26.*) keep "$go" bakery heap.txt heap-later.txt goroutine.txt goroutine-later.txt mutex.txt block.txt threadcreate.txt ;; esac
    case $go in 1.18.* | 1.21.* | 1.24.* | 1.26.* | 1.27.*)
        run "$go" odd
        keep "$go" odd heap heap-later goroutine goroutine-later cpu
        ;;
    esac
    case $go in 1.26.*) keep "$go" odd heap.txt goroutine.txt ;; esac
    case $go in 1.18.* | 1.26.* | 1.27.*)
        run "$go" quarry
        keep "$go" quarry heap heap-later cpu
        ;;
    esac
    case $go in 1.22.* | 1.26.*)
        run "$go" hush
        keep "$go" hush heap block mutex cpu threadcreate goroutine heap.txt mutex.txt
        ;;
    esac
    case $go in
    1.26.*)
        run "$go" stuck goroutineleakprofile
        keep "$go" stuck goroutine goroutine-later goroutineleak goroutineleak-later goroutineleak.txt
        ;;
    1.27.*)
        run "$go" stuck
        keep "$go" stuck goroutine goroutine-later goroutineleak goroutineleak-later
        ;;
    esac
    case $go in 1.20.* | 1.25.*)
        if command -v gcc >/dev/null; then
            run "$go" foreign
            keep "$go" foreign heap heap-later cpu threadcreate
        else
            echo "make.sh: no C compiler for foreign with go$go" >&2
        fi
        ;;
    esac
done
GOTOOLCHAIN=local go run ./synth "$folder"
