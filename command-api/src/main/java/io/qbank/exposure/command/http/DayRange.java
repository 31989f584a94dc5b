package io.qbank.exposure.command.http;

import io.qbank.exposure.command.view.DailyView;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import java.time.LocalDate;

/** The days a call asks about, both included: the week up to today unless it says otherwise. */
record DayRange(LocalDate from, LocalDate to) {
    private static final int WEEK = 7;
    private static final long MOST_ROWS = 100_000;

    /** @throws InvalidMessageException if the days are in the wrong order or too many */
    static DayRange of(Call call, LocalDate today) {
        LocalDate to = call.day("to").orElse(today);
        LocalDate from = call.day("from").orElseGet(() -> to.minusDays(WEEK - 1L));
        if (from.isAfter(to))
            throw new InvalidMessageException("from", "from must be at most to (" + to + "), was " + from);
        if (from.isBefore(to.minusDays(DailyView.DAYS_KEPT - 1L)))
            throw new InvalidMessageException(
                    "from", "from must be less than " + DailyView.DAYS_KEPT + " days before to, was " + from);
        return new DayRange(from, to);
    }

    /** @throws InvalidMessageException if the answer would have too many rows */
    static void bound(long rows) {
        if (rows > MOST_ROWS)
            throw new InvalidMessageException(
                    "from", "from must be later, or a topic or question named: more than " + MOST_ROWS + " rows");
    }
}
