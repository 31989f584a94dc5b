package io.qbank.exposure.demo.chaos.check;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was sent and acknowledged, and so what the system has to come to: counted the straightforward way, every item of
 * every session once, on the UTC day of the session's first event. Keeps in memory the sums, and the sessions that are not
 * over. Thread-safe.
 */
public final class Ledger {
    private final Map<String, Session> open = new HashMap<>();
    private final Map<String, Long> daily = new TreeMap<>();
    private final Map<Fate, Long> fates = new TreeMap<>();
    private final Set<String> jobs = new TreeSet<>();
    private long commands;

    /** A session: its day, and what it has seen. */
    private record Session(LocalDate day, Set<String> seen) {}

    /** What must become of a record. */
    public enum Fate {
        COUNTED,
        DUPLICATE,
        LATE,
        FUTURE,
        IGNORED,
        REJECTED
    }

    /**
     * Takes note of an event that may count, the first time or again, in the order of sending.
     *
     * @param item as {@code question/version}
     */
    public synchronized void event(String exam, String session, String item, LocalDate occurred) {
        Session known = open.computeIfAbsent(session, first -> new Session(occurred, new HashSet<>()));
        boolean first = known.seen().add(item);
        if (first) daily.merge(key(exam, item, known.day().toString()), 1L, Long::sum);
        fate(first ? Fate.COUNTED : Fate.DUPLICATE);
    }

    /** No event of a session comes any more. */
    public synchronized void over(String session) {
        open.remove(session);
    }

    /** Takes note of a record that must not count. */
    public synchronized void fate(Fate fate) {
        fates.merge(fate, 1L, Long::sum);
    }

    /** Takes note of a calibration that was acknowledged, by the API or by the brokers. */
    public synchronized void job(String jobId) {
        jobs.add(jobId);
    }

    /** Takes note of a command of any kind, with each repetition. */
    public synchronized void command() {
        commands++;
    }

    /** Commands, with their repetitions. */
    public synchronized long commands() {
        return commands;
    }

    /** Records that were sent. */
    public synchronized long sent() {
        return fates.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What must be found now. */
    public synchronized Expected expected() {
        return new Expected(new TreeMap<>(daily), new TreeMap<>(fates), new TreeSet<>(jobs));
    }

    /** How a count is called here: exam, item as {@code question/version}, day. */
    public static String key(String exam, String item, String day) {
        return exam + '|' + item + '|' + day;
    }

    /**
     * What must be found.
     *
     * @param daily exposures by {@link Ledger#key}
     * @param fates of the records
     * @param jobs that were acknowledged
     */
    public record Expected(Map<String, Long> daily, Map<Fate, Long> fates, Set<String> jobs) {
        /** Records that were sent. */
        public long sent() {
            return fates.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
