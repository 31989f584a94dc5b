package io.qbank.exposure.schemas.json;

import io.qbank.exposure.schemas.topic.RejectionKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks at the door: each returns its value or throws {@link InvalidMessageException} with field, allowed and given. */
public final class Require {
    /** Identifiers that travel in keys: no slash, no space, no control character. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** Longest exam code, session id and person's name, in characters. */
    public static final int MAX_TEXT = 128;

    private static final int SHOWN = 80;

    private Require() {}

    /** A value that must be there. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null)
            throw new InvalidMessageException(RejectionKind.MISSING_FIELD, field, field + " is required");
        return value;
    }

    /** An identifier of {@link #ID}'s form. */
    public static String id(String field, @Nullable String given) {
        String value = present(field, given);
        if (!ID.matcher(value).matches())
            throw new InvalidMessageException(
                    field, field + " must be 1 to 64 letters, digits or . _ : - , was " + shown(value));
        return value;
    }

    /** Text of 1 to max characters (code points), not blank, without control characters and lone surrogates. */
    public static String text(String field, @Nullable String given, int max) {
        String value = present(field, given);
        if (value.codePointCount(0, value.length()) > max || !printable(value))
            throw new InvalidMessageException(
                    field,
                    field + " must be 1 to " + max + " characters, not blank, without control characters, was "
                            + shown(value));
        return value;
    }

    /** Tenant and exam code of a message. */
    public static void exam(@Nullable String tenantId, @Nullable String examCode) {
        id("tenant_id", tenantId);
        text("exam_code", examCode, MAX_TEXT);
    }

    /** An item version of a message. */
    public static void item(long questionId, int version) {
        within("question_id", questionId, 1, Long.MAX_VALUE);
        within("version", version, 1, Integer.MAX_VALUE);
    }

    /** A number of things: not negative. */
    public static long count(String field, long value) {
        return within(field, value, 0, Long.MAX_VALUE);
    }

    /** One word of a list. */
    public static String oneOf(String field, @Nullable String given, List<String> allowed) {
        String value = present(field, given);
        if (!allowed.contains(value))
            throw new InvalidMessageException(
                    field, field + " must be one of " + String.join(", ", allowed) + ", was " + shown(value));
        return value;
    }

    /** A whole number in [low, high]. */
    public static long within(String field, long value, long low, long high) {
        if (value < low && high >= Integer.MAX_VALUE)
            throw new InvalidMessageException(field, field + " must be at least " + low + ", was " + value);
        if (value < low || value > high)
            throw new InvalidMessageException(field, field + " must be in [" + low + ", " + high + "], was " + value);
        return value;
    }

    /** A number in [low, high]; NaN is outside. */
    public static double within(String field, double value, double low, double high) {
        if (!(value >= low && value <= high))
            throw new InvalidMessageException(
                    field,
                    String.format(
                            Locale.ROOT, "%s must be in [%s, %s], was %s", field, plain(low), plain(high), value));
        return value;
    }

    /** A number in (low, high]; NaN is outside. */
    public static double above(String field, double value, double low, double high) {
        if (!(value > low && value <= high))
            throw new InvalidMessageException(
                    field,
                    String.format(
                            Locale.ROOT, "%s must be in (%s, %s], was %s", field, plain(low), plain(high), value));
        return value;
    }

    /** A value quoted and cut, fit for a message or a log line. */
    public static String shown(@Nullable Object value) {
        return value == null ? "null" : '"' + cut(value.toString()) + '"';
    }

    /** Text cut to one line that any encoder takes: control characters and lone surrogates are shown as a question mark. */
    static String cut(String text) {
        boolean whole = text.codePointCount(0, text.length()) <= SHOWN;
        String head = whole ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
        return head.codePoints()
                .map(point -> Character.isISOControl(point) || isLoneSurrogate(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean printable(String value) {
        boolean blank = true;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int point = value.codePointAt(i);
            if (Character.isISOControl(point) || isLoneSurrogate(point)) return false;
            blank &= point == ' ' || point == '\u00a0';
        }
        return !blank;
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
