package dev.stanch.capture.target;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to be let in. Secrets are sent to the target and appear nowhere else.
 *
 * @param headers sent with every request
 * @param basicUser user for basic authentication
 * @param basicPassword its password
 * @param bearer token for bearer authentication; wins over basic
 * @param caFile PEM certificates to trust instead of the system's
 * @param insecure whether any certificate is accepted
 * @param clientCertificate with what this side proves over TLS who it is
 */
public record Access(
        Map<String, String> headers,
        @Nullable String basicUser,
        @Nullable String basicPassword,
        @Nullable String bearer,
        @Nullable Path caFile,
        boolean insecure,
        @Nullable ClientCertificate clientCertificate) {
    private static final long LARGEST_FILE = 1 << 16;

    public Access {
        headers = Map.copyOf(headers);
    }

    public Access(
            Map<String, String> headers,
            @Nullable String basicUser,
            @Nullable String basicPassword,
            @Nullable String bearer,
            @Nullable Path caFile,
            boolean insecure) {
        this(headers, basicUser, basicPassword, bearer, caFile, insecure, null);
    }

    public static Access none() {
        return new Access(Map.of(), null, null, null, null, false);
    }

    /**
     * What environment and options say; an option wins over the environment.
     *
     * @param environment {@code STANCH_BEARER_TOKEN} and {@code STANCH_BASIC_AUTH=user:password}
     *     are read
     * @param headerLines {@code Name: value}
     * @param headerFile file of such lines
     * @param bearerFile file with the token
     * @param basicFile file with {@code user:password}
     * @throws CaptureException when a file cannot be read or a line is no header
     */
    public static Access of(
            Map<String, String> environment,
            List<String> headerLines,
            @Nullable Path headerFile,
            @Nullable Path bearerFile,
            @Nullable Path basicFile,
            @Nullable Path caFile,
            boolean insecure)
            throws CaptureException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (headerFile != null) {
            for (String line : read(headerFile).lines().filter(l -> !l.isBlank()).toList()) {
                putHeader(headers, line, headerFile.toString());
            }
        }
        for (String line : headerLines) {
            putHeader(headers, line, "header option");
        }
        @Nullable String bearer =
                bearerFile == null
                        ? environment.get("STANCH_BEARER_TOKEN")
                        : read(bearerFile).strip();
        @Nullable String basic =
                basicFile == null ? environment.get("STANCH_BASIC_AUTH") : read(basicFile).strip();
        @Nullable String user = null;
        @Nullable String password = null;
        if (basic != null && !basic.isEmpty()) {
            int colon = basic.indexOf(':');
            user = colon < 0 ? basic : basic.substring(0, colon);
            password = colon < 0 ? "" : basic.substring(colon + 1);
        }
        if (bearer != null && (bearer.isEmpty() || hasControl(bearer))) {
            bearer = bearer.isEmpty() ? null : refuseControl("bearer token");
        }
        return new Access(headers, user, password, bearer, caFile, insecure);
    }

    /** The same with the login of a URL, which wins over everything. */
    public Access with(@Nullable Login login) {
        return login == null
                ? this
                : new Access(
                        headers,
                        login.user(),
                        login.password(),
                        null,
                        caFile,
                        insecure,
                        clientCertificate);
    }

    /** The same with a client certificate. */
    public Access with(ClientCertificate certificate) {
        return new Access(headers, basicUser, basicPassword, bearer, caFile, insecure, certificate);
    }

    /** The same, accepting any certificate. */
    public Access accepting() {
        return new Access(
                headers, basicUser, basicPassword, bearer, caFile, true, clientCertificate);
    }

    /** Value of the Authorization header; null when there is nothing to say. */
    public @Nullable String authorization() {
        if (bearer != null) {
            return "Bearer " + bearer;
        }
        if (basicUser == null) {
            return null;
        }
        String pair = basicUser + ":" + (basicPassword == null ? "" : basicPassword);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The text with every secret in it blotted out: a target may echo what it was sent. */
    public String redact(String text) {
        String clean = text;
        for (String secret : secrets()) {
            if (secret.length() >= 3) {
                clean = clean.replace(secret, "…");
            }
        }
        return clean;
    }

    private List<String> secrets() {
        List<String> secrets = new java.util.ArrayList<>(headers.values());
        if (bearer != null) {
            secrets.add(bearer);
        }
        if (basicPassword != null) {
            secrets.add(basicPassword);
        }
        @Nullable String authorization = authorization();
        if (authorization != null) {
            secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
        }
        return secrets;
    }

    @Override
    public String toString() {
        return "Access[…]";
    }

    private static void putHeader(Map<String, String> headers, String line, String place)
            throws CaptureException {
        int colon = line.indexOf(':');
        if (colon <= 0 || hasControl(line)) {
            throw new CaptureException(
                    Problem.UNREADABLE, place, "not a header; write it as 'Name: value'");
        }
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private static String refuseControl(String place) throws CaptureException {
        throw new CaptureException(
                Problem.UNREADABLE, place, "holds control characters; give it on one line");
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String read(Path file) throws CaptureException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new CaptureException(
                        Problem.TOO_LARGE,
                        file.toString(),
                        "over 64 KiB; give a file with the secret alone");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    file.toString(),
                    "cannot be read: check the path and its permissions",
                    e);
        }
    }
}
