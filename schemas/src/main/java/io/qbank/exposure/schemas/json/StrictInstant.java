package io.qbank.exposure.schemas.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339 instants and days of the years 1970 to 9999, and nothing else: a number would leave the unit to guessing, and
 * {@code java.time}'s own reader lets seconds be left out and offsets have seconds, which RFC 3339 does not.
 */
public final class StrictInstant {
    static final String INSTANT = "an RFC 3339 instant between 1970 and 9999 such as 2026-11-02T09:30:00Z";
    static final String DAY = "a date between 1970-01-01 and 9999-12-31 such as 2026-11-02";
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int LONGEST_OFFSET_HOURS = 17;

    private StrictInstant() {}

    /**
     * Reads one RFC 3339 instant.
     *
     * @throws InvalidMessageException if the text is no instant, or outside 1970 to 9999
     */
    public static Instant parse(String field, String text) {
        Instant instant = instant(text);
        if (instant == null)
            throw new InvalidMessageException(field, field + " must be " + INSTANT + ", was " + Require.shown(text));
        return instant;
    }

    /** The instant, or null if the text is none. */
    static @Nullable Instant instant(String text) {
        int length = text.length();
        if (length < 20 || (text.charAt(10) | 0x20) != 't' || text.charAt(13) != ':' || text.charAt(16) != ':')
            return null;
        LocalDate day = day(text.substring(0, 10));
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (day == null || outside(hour, 23) || outside(minute, 59) || outside(second, 59)) return null;
        int zone = 19;
        int nanos = 0;
        if (text.charAt(zone) == '.') {
            int unit = 100_000_000;
            while (++zone < length && unit > 0 && digits(text, zone, zone + 1) >= 0) {
                nanos += unit * digits(text, zone, zone + 1);
                unit /= 10;
            }
            if (zone == 20) return null;
        }
        Integer offset = offsetSeconds(text, zone);
        if (offset == null) return null;
        long local = 86_400 * day.toEpochDay() + 60L * (60L * hour + minute) + second;
        // an offset may carry the first and last hours of the range out of it; what is written must be readable again
        return Instant.ofEpochSecond(Math.max(0, Math.min(local - offset, LAST_SECOND)), nanos);
    }

    /** The day written as {@code 2026-11-02}, or null if the text is none. */
    static @Nullable LocalDate day(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') return null;
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        if (year < 1970 || month < 1 || day < 1) return null;
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }

    private static @Nullable Integer offsetSeconds(String text, int from) {
        int rest = text.length() - from;
        if (rest == 1 && (text.charAt(from) | 0x20) == 'z') return 0;
        if (rest != 6 || text.charAt(from + 3) != ':') return null;
        int hours = digits(text, from + 1, from + 3);
        int minutes = digits(text, from + 4, from + 6);
        if (outside(hours, LONGEST_OFFSET_HOURS) || outside(minutes, 59)) return null;
        int seconds = hours * 3_600 + minutes * 60;
        return switch (text.charAt(from)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> null;
        };
    }

    private static boolean outside(int value, int most) {
        return value < 0 || value > most;
    }

    /** The number that the characters [from, to) spell, or -1 if one is not 0 to 9. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            number = 10 * number + digit;
        }
        return number;
    }
}
