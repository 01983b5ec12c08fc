# Finds an installed Java. Sourced by the launcher and by ./check; no process is started as long as
# the folders have a `release` file (every JDK since 9), so that it costs next to nothing.
#
#   find_java_home MAJOR jdk|jre   sets java_home; fails when there is none
#
# Order: STANCH_JAVA, JAVA_HOME, the usual folders, PATH. STANCH_JAVA may name a folder or the
# java program itself; where it is set, nothing else is tried.

find_java_home() {
    wanted_major=$1
    wanted_kind=$2
    java_home=
    if [ -n "${STANCH_JAVA:-}" ]; then
        case $STANCH_JAVA in
            */bin/java) accept_java "${STANCH_JAVA%/bin/java}" ;;
            *) accept_java "$STANCH_JAVA" ;;
        esac
        return
    fi
    if [ -n "${JAVA_HOME:-}" ] && accept_java "$JAVA_HOME"; then
        return 0
    fi
    for candidate in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/lib/jvm/* /opt/* /opt/java/* \
        ${HOME:+"$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*} \
        ${HOME:+"$HOME"/.asdf/installs/java/* "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home} \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -x "$candidate/bin/java" ] && accept_java "$candidate"; then
            return 0
        fi
    done
    on_path=$(command -v java) || return 1
    while [ -h "$on_path" ]; do
        link=$(readlink "$on_path") || return 1
        case $link in
            /*) on_path=$link ;;
            *) on_path=${on_path%/*}/$link ;;
        esac
    done
    accept_java "${on_path%/bin/java}"
}

# Takes the folder as java_home when its Java is new enough and complete enough.
accept_java() {
    [ -x "$1/bin/java" ] || return 1
    [ "$wanted_kind" = jre ] || [ -x "$1/bin/javac" ] || return 1
    release_version=
    if [ -r "$1/release" ]; then
        while IFS='=' read -r key value || [ -n "$key" ]; do
            value=${value#\"}
            value=${value%\"}
            case $key in
                JAVA_VERSION) release_version=$value ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$release_version" ]; then
        release_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
    fi
    major=${release_version%%[!0-9]*}
    [ "${major:-0}" -ge "$wanted_major" ] || return 1
    java_home=$1
}

# One line what to install.
explain_missing_java() {
    if [ -n "${STANCH_JAVA:-}" ]; then
        echo "stanch: STANCH_JAVA=$STANCH_JAVA is not a Java $1 or newer${2:+ with a compiler}." >&2
    else
        echo "stanch: needs Java $1 or newer: install a JDK $1 (apt install openjdk-$1-jdk, brew install openjdk, or https://adoptium.net) or set STANCH_JAVA to its folder." >&2
    fi
}
