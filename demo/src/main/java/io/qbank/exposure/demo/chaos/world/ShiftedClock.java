package io.qbank.exposure.demo.chaos.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clock, moved by as many milliseconds as stand in some files: so it can be made to jump, forwards and back,
 * from outside the process. The files are looked at a few times a second. Thread-safe.
 */
public final class ShiftedClock extends Clock {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private final List<Path> files;
    private final Clock machine;
    private long shift;
    private long looked = System.nanoTime() - LOOK_EVERY_NANOS;

    private ShiftedClock(List<Path> files, Clock machine) {
        this.files = List.copyOf(files);
        this.machine = machine;
    }

    /**
     * A clock that these files move.
     *
     * @param files each with one whole number of milliseconds; one that is missing counts as 0
     */
    public static ShiftedClock by(List<Path> files) {
        return new ShiftedClock(files, Clock.systemUTC());
    }

    /** Moves all clocks that look at the file; whole, so that nobody reads half a number. */
    public static void shift(Path file, long millis) {
        try {
            Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), Long.toString(millis));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot move the clock of " + file, failed);
        }
    }

    @Override
    public synchronized Instant instant() {
        long now = System.nanoTime();
        if (now - looked >= LOOK_EVERY_NANOS) {
            looked = now;
            shift = files.stream().mapToLong(ShiftedClock::read).sum();
        }
        return machine.instant().plusMillis(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ShiftedClock(files, machine.withZone(zone));
    }

    private static long read(Path file) {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the clock's shift from " + file, failed);
        }
    }
}
