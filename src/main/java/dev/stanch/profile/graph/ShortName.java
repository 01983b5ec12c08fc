package dev.stanch.profile.graph;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** Function names without what only says where they are from: paths, namespaces, arguments. */
public final class ShortName {
    private static final Pattern ANONYMOUS_NAMESPACE =
            Pattern.compile("^\\(anonymous namespace\\)::");

    /** The version of a module in the path of a Go package: {@code /v2} and above. */
    private static final Pattern GO_VERSION =
            Pattern.compile("^(.*?)/v(?:[2-9]|[1-9][0-9]+)([./].*)$");

    /** Go: all but the last element of the package path goes. */
    private static final Pattern GO = Pattern.compile("^(?:[\\w\\-\\.]+/)+([^.]+\\..+)");

    /** Java: packages and arguments go. */
    private static final Pattern JAVA =
            Pattern.compile(
                    "^(?:[a-z]\\w*\\.)*([A-Z][\\w$]*\\.(?:<init>|[a-z][\\w$]*(?:\\$\\d+)?))(?:\\(|$)");

    /** C++: namespaces and arguments go, templates stay. */
    private static final Pattern CPP =
            Pattern.compile("^(?:[_a-zA-Z]\\w*::)+(_*[A-Z]\\w*::~?[_a-zA-Z]\\w*(?:<.*>)?)");

    private ShortName() {}

    public static String of(String function) {
        String name = ANONYMOUS_NAMESPACE.matcher(function).replaceAll("");
        Matcher version = GO_VERSION.matcher(name);
        if (version.find()) {
            name = version.group(1) + version.group(2);
        }
        for (Pattern pattern : List.of(GO, JAVA, CPP)) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return name;
    }
}
