package io.qbank.exposure.counter.decode;

import java.time.LocalDate;

/** Reads the usual spelling of an instant, {@code 2026-11-02T09:30:00.125Z}, straight from the parser's buffer. */
final class UtcText {
    /** Not the usual spelling. */
    static final long UNUSUAL = -1;

    private static final int SECONDS_END = 19;
    private static final int LONGEST = 30;

    private UtcText() {}

    /** Milliseconds since 1970, finer digits cut, or {@link #UNUSUAL}. */
    static long millis(char[] text, int from, int length) {
        if (length < SECONDS_END + 1 || length > LONGEST || text[from + length - 1] != 'Z') return UNUSUAL;
        boolean shaped = text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':';
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        if (!shaped || year < 1970 || month < 1 || month > 12 || day < 1 || (day > 28 && day > last(year, month)))
            return UNUSUAL;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return UNUSUAL;
        int fraction = fraction(text, from + SECONDS_END, length - SECONDS_END - 1);
        if (fraction < 0) return UNUSUAL;
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000 + fraction;
    }

    /** Milliseconds of {@code .125}, of nothing, or -1. */
    private static int fraction(char[] text, int at, int length) {
        if (length == 0) return 0;
        if (length == 1 || text[at] != '.') return -1;
        int millis = 0;
        for (int i = 1; i < Math.max(length, 4); i++) {
            int digit = i < length ? text[at + i] - '0' : 0;
            if (digit < 0 || digit > 9) return -1;
            if (i < 4) millis = 10 * millis + digit;
        }
        return millis;
    }

    private static int last(int year, int month) {
        return LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private static int digits(char[] text, int at, int count) {
        int number = 0;
        for (int i = at; i < at + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) return Integer.MIN_VALUE;
            number = 10 * number + digit;
        }
        return number;
    }
}
