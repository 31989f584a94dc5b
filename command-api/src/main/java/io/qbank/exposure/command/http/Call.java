package io.qbank.exposure.command.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.json.Require;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, its parameters checked as they are taken. One thread. */
final class Call {
    private static final String BODY = "parsed-body";

    private final Context context;
    private final Caller caller;

    Call(Context context, Caller caller) {
        this.context = context;
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /** A header, if it was sent. */
    Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** A part of the path. */
    String path(String name, int most) {
        return Require.text(name, context.pathParam(name), most);
    }

    /** A parameter of the query that may be left out; an empty one counts as left out. */
    Optional<String> text(String name, int most) {
        String given = context.queryParam(name);
        return given == null || given.isEmpty() ? Optional.empty() : Optional.of(Require.text(name, given, most));
    }

    /** A parameter of the query that must be there. */
    String required(String name, int most) {
        return text(name, most).orElseThrow(() -> new InvalidMessageException(name, name + " is required"));
    }

    /** A whole number in [low, high] of the query. */
    Optional<Long> number(String name, long low, long high) {
        return text(name, 64).map(given -> number(name, given, low, high));
    }

    /** A whole number in [low, high] of the path. */
    long pathNumber(String name, long low, long high) {
        return number(name, path(name, 64), low, high);
    }

    private static long number(String name, String given, long low, long high) {
        try {
            return Require.within(name, Long.parseLong(given), low, high);
        } catch (NumberFormatException malformed) {
            throw new InvalidMessageException(
                    name, name + " must be a whole number in [" + low + ", " + high + "], was " + Require.shown(given));
        }
    }

    /** A day of the query. */
    Optional<LocalDate> day(String name) {
        return text(name, 64).map(given -> {
            LocalDate day = parsed(given);
            if (day == null || day.getYear() < 1970 || day.getYear() > 9999)
                throw new InvalidMessageException(
                        name,
                        name + " must be a day such as 2026-11-02, from 1970 to 9999, was " + Require.shown(given));
            return day;
        });
    }

    private static @Nullable LocalDate parsed(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /**
     * The body as a contract.
     *
     * @throws ProblemException 400 if it is not JSON
     * @throws InvalidMessageException if it breaks the contract
     */
    <T> T body(Class<T> type) {
        byte[] bytes = context.bodyAsBytes();
        try {
            JsonNode parsed = Json.shared().readTree(bytes);
            if (!parsed.isObject())
                throw new InvalidMessageException("body", "body must be a JSON object, was " + kind(parsed));
            context.attribute(BODY, parsed);
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(400, "the body is not valid JSON: " + firstLine(malformed.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw new ProblemException(400, "the body could not be read");
        }
        return Json.read(bytes, type);
    }

    /** The body of this request as far as it was parsed, for the message about what is wrong with it. */
    static @Nullable JsonNode parsedBody(Context context) {
        return context.attribute(BODY);
    }

    private static String kind(JsonNode parsed) {
        return parsed.isMissingNode() ? "empty" : parsed.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }
}
