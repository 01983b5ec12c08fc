#!/bin/sh
# Copies the built jars and the launcher:  install-app.sh APP-FOLDER PREFIX
# makes PREFIX/bin/stanch and PREFIX/lib/stanch/*.jar.
set -eu
app=$1
prefix=$2
source=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd)

mkdir -p "$prefix/bin" "$prefix/lib/stanch"
# Libraries of an older version must not stay.
rm -f "$prefix"/lib/stanch/*.jar
cp "$app"/*.jar "$source/bin/find-java.sh" "$prefix/lib/stanch/"
cp "$source/stanch" "$prefix/bin/stanch"
chmod 755 "$prefix/bin/stanch"
chmod 644 "$prefix"/lib/stanch/*
echo "installed $prefix/bin/stanch"
