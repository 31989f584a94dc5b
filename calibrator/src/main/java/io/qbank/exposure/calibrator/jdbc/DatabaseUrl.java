package io.qbank.exposure.calibrator.jdbc;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who enters it: {@code postgresql://}, {@code postgresql+psycopg2://} or
 * {@code jdbc:postgresql://}, user and password before the host or as parameters, percent-encoded where they hold anything
 * unusual. Immutable; its text never shows the password.
 *
 * @param host name or address, an IPv6 address in brackets
 * @param database its name, decoded
 * @param parameters the driver's, encoded, without user and password
 */
public record DatabaseUrl(
        String host, int port, String database, Optional<String> user, Optional<String> password, String parameters) {
    private static final Pattern FORM = Pattern.compile("(?:jdbc:postgresql|postgresql(?:\\+psycopg2)?|postgres)://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:@/?#,\\[\\]\\s]+)(?::(?<port>[0-9]{1,5}))?"
            + "/(?<database>[^/?#]+)(?:\\?(?<parameters>[^#]*))?");
    private static final String FORMS =
            "postgresql://user:password@host:port/database, postgresql+psycopg2://… or jdbc:postgresql://…";
    private static final int DEFAULT_PORT = 5432;
    private static final int SHOWN = 200;

    /**
     * Reads one of the three forms.
     *
     * @throws IllegalArgumentException naming the forms, and what was given without its password
     */
    public static DatabaseUrl parse(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)
                || text.trim().chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)))
            throw refused(text, "without spaces and control characters; percent-encode what is unusual");
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) throw refused(text, FORMS);
        int port = form.group("port") == null ? DEFAULT_PORT : Integer.parseInt(form.group("port"));
        if (port < 1 || port > 65_535) throw refused(text, "with a port in [1, 65535]");
        Optional<String> user = decoded(text, form.group("user"));
        Optional<String> password = decoded(text, form.group("password"));
        List<String> others = new ArrayList<>();
        String parameters = form.group("parameters") == null ? "" : form.group("parameters");
        for (String parameter : parameters.split("&", -1)) {
            if (parameter.startsWith("user=")) user = decoded(text, parameter.substring("user=".length()));
            else if (parameter.startsWith("password="))
                password = decoded(text, parameter.substring("password=".length()));
            else if (!parameter.isEmpty()) others.add(parameter);
        }
        String database = decoded(text, form.group("database")).orElseThrow(() -> refused(text, FORMS));
        return new DatabaseUrl(form.group("host"), port, database, user, password, String.join("&", others));
    }

    /** As the JDBC driver wants it; user and password are handed to it apart. */
    public String jdbc() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encoded(database)
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** Safe to print: no password. */
    @Override
    public String toString() {
        return "postgresql://"
                + user.map(name -> encoded(name) + (password.isPresent() ? ":***" : "") + "@")
                        .orElse("") + host + ":" + port + "/" + encoded(database);
    }

    private static Optional<String> decoded(String whole, @Nullable String part) {
        if (part == null || part.isEmpty()) return Optional.empty();
        try {
            // A plus is a plus here; the decoder would make it a space.
            return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw refused(whole, "with % only before two hexadecimal digits");
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException refused(String given, String allowed) {
        // A password that is not encoded may hold any of :/@, so it is taken to reach to the last @ there is.
        String shown = given.replaceAll("(?s)//([^:]*):.*@", "//$1:***@")
                .replaceAll(":[^:@/]*@", ":***@")
                .replaceAll("(?i)(password=)[^&]*", "$1***")
                .replaceAll("[\\p{Cntrl}\u0080-\u009f]", "?");
        if (shown.length() > SHOWN) shown = shown.substring(0, SHOWN) + "…";
        return new IllegalArgumentException("the database address must be " + allowed + ", was \"" + shown + '"');
    }
}
