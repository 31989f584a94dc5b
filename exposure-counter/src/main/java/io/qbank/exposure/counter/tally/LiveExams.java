package io.qbank.exposure.counter.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Today's totals of the exams whose tasks run in this process. A task that is moved elsewhere takes its share with it. It is
 * told totals, not differences, and only of rows that are published: an event costs nothing here. Thread-safe.
 */
public final class LiveExams {
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();

    /** The share of a task, empty at first. */
    public Share join() {
        Share share = new Share();
        shares.add(share);
        return share;
    }

    /** A copy of what was counted on a day, days since 1970; what is older is forgotten. */
    public List<ExamDay> on(int day) {
        List<ExamDay> exams = new ArrayList<>();
        shares.forEach(share -> share.on(day, exams));
        return exams;
    }

    private record ExamAndDay(ExamKey exam, int day) {}

    private static final class Counts {
        private final Map<Item, Long> exposures = new HashMap<>();
        private long sessions;
    }

    /** What one task holds. Its thread tells, another looks. */
    public final class Share {
        private final Map<ExamAndDay, Counts> exams = new HashMap<>();

        private Share() {}

        /**
         * The exposures of an item on a day.
         *
         * @param today rows of other days are passed over, but for tomorrow's: an event may be some minutes ahead
         */
        public synchronized void exposures(ExamKey exam, int day, Item item, long exposures, int today) {
            if (current(day, today)) of(exam, day).exposures.put(item, exposures);
        }

        /** The sessions of a day. */
        public synchronized void sessions(ExamKey exam, int day, long sessions, int today) {
            if (current(day, today)) of(exam, day).sessions = sessions;
        }

        /** The task ends, or goes elsewhere. */
        public void leave() {
            shares.remove(this);
        }

        private Counts of(ExamKey exam, int day) {
            return exams.computeIfAbsent(new ExamAndDay(exam, day), none -> new Counts());
        }

        private synchronized void on(int day, List<ExamDay> taken) {
            exams.keySet().removeIf(known -> known.day() < day);
            exams.forEach((known, counts) -> {
                if (known.day() == day) taken.add(new ExamDay(known.exam(), counts.sessions, counts.exposures));
            });
        }

        private static boolean current(int day, int today) {
            return day == today || day == today + 1;
        }
    }
}
