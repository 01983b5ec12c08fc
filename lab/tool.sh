# Read by the scripts beside it: compiles stanch and its tests, and runs the lab's tool.
set -eu
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
. bin/find-java.sh
if ! find_java_home 25 jdk; then
    explain_missing_java 25 compiler
    exit 3
fi
JAVA_HOME=$java_home
export JAVA_HOME

lab_tool() {
    ./mvnw -q -B package -DskipTests -Dspotless.check.skip
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g "-Dstanch.lab=${LAB:-}" "-Dstanch.lab.parallel=${PARALLEL:-8}" \
        -cp "target/test-classes:target/classes:target/app/*" dev.stanch.lab.LabTool "$@"
}
