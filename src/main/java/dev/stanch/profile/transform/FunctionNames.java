package dev.stanch.profile.transform;

/** Function names as the pruning expressions see them. */
final class FunctionNames {
    private static final String ANONYMOUS = "(anonymous namespace)";
    private static final String CALL_OPERATOR = "operator()";

    private FunctionNames() {}

    /** Without a leading dot and the list of arguments, of which C++ names may have one. */
    static String simple(String name) {
        String text = name.startsWith(".") ? name.substring(1) : name;
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ANONYMOUS, at)) {
                at += ANONYMOUS.length();
            } else if (text.startsWith(CALL_OPERATOR, at)) {
                at += CALL_OPERATOR.length();
            } else if (text.charAt(at) == '(') {
                return text.substring(0, at);
            } else {
                at++;
            }
        }
        return text;
    }
}
