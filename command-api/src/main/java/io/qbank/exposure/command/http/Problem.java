package io.qbank.exposure.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param field the field or parameter that is wrong, in wire spelling
 * @param allowed what it may be
 * @param given what it was, cut
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String field,
        @Nullable String allowed,
        @Nullable String given) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final Pattern RULE =
            Pattern.compile("^\\S+(?: \\S+)? must be (.*?)(?:, was (.*)|: .*)?$", Pattern.DOTALL);

    static Problem of(int status, String detail, @Nullable String instance) {
        return new Problem("about:blank", title(status), status, detail, instance, null, null, null);
    }

    /**
     * A request that breaks its contract.
     *
     * @param body what was sent, where it was JSON
     */
    static Problem of(int status, InvalidMessageException invalid, String instance, @Nullable JsonNode body) {
        String detail = String.valueOf(invalid.getMessage());
        Matcher rule = RULE.matcher(detail);
        boolean told = rule.matches();
        JsonNode sent = body == null || invalid.field() == null ? null : at(body, invalid.field());
        String given = sent != null ? sent.toString() : told && rule.group(2) != null ? rule.group(2) : null;
        return new Problem(
                "about:blank",
                title(status),
                status,
                detail,
                instance,
                invalid.field(),
                told ? rule.group(1) : detail.endsWith(" is required") ? "a value" : null,
                given == null ? null : cut(given));
    }

    private static @Nullable JsonNode at(JsonNode body, String field) {
        JsonNode found = body.at(
                '/' + field.replace("[", "/").replace("]", "").replace('.', '/').replace("//", "/"));
        return found.isMissingNode() ? null : found;
    }

    private static String cut(String given) {
        String shown = Require.shown(given);
        return shown.substring(1, shown.length() - 1);
    }

    private static String title(int status) {
        return HttpStatus.getMessage(status);
    }
}
