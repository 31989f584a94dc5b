package io.qbank.exposure.demo.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Which days have been played on a data directory: time goes on there, also from one start to the next. */
final class Calendar {
    private final Path file;

    private Calendar(Path file) {
        this.file = file;
    }

    static Calendar of(Path directory) {
        return new Calendar(directory.resolve("next-day"));
    }

    /**
     * The first day to play: so many before today, but none that was played before.
     *
     * @param days how many will be played; they are taken from now on
     */
    LocalDate take(LocalDate today, int days) {
        try {
            LocalDate wanted = today.minusDays(days);
            LocalDate next =
                    Files.exists(file) ? LocalDate.parse(Files.readString(file).strip()) : wanted;
            LocalDate first = next.isAfter(wanted) ? next : wanted;
            Files.writeString(file, first.plusDays(days) + "\n");
            return first;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the calendar in " + file, failed);
        }
    }
}
