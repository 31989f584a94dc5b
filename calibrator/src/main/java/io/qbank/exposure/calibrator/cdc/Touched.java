package io.qbank.exposure.calibrator.cdc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of changes makes worth another look. Immutable.
 *
 * @param questions of which a row of any of the four item tables changed
 * @param exams whose policy changed
 * @param everything a change does not tell which: a truncated table, a row without its key
 * @param transactions that made the changes, 32-bit identifiers
 * @param since when the first of them was committed, milliseconds of the database's clock; empty if none says
 */
record Touched(Set<Long> questions, Set<String> exams, boolean everything, Set<Long> transactions, OptionalLong since) {
    Touched {
        questions = Set.copyOf(questions);
        exams = Set.copyOf(exams);
        transactions = Set.copyOf(transactions);
    }

    /** Questions and exams found in another way than by a change. */
    static Touched found(Set<Long> questions, Set<String> exams) {
        return new Touched(questions, exams, false, Set.of(), OptionalLong.empty());
    }

    /**
     * Reads what Debezium captured; heartbeats touch nothing.
     *
     * @param mute tables whose deleted rows come without their item: Debezium then shows 0 where the column is not null
     */
    static Touched by(List<SourceRecord> changes, Set<BankTable> mute) {
        Collector found = new Collector(mute);
        changes.forEach(found::add);
        return new Touched(
                found.questions,
                found.exams,
                found.everything,
                found.transactions,
                found.since == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(found.since));
    }

    /** The same in parts of so many questions at most; the exams go with the first. None if it is nothing. */
    List<Touched> parts(int most) {
        if (isNothing()) return List.of();
        List<Long> sorted = questions.stream().sorted().toList();
        List<Touched> parts = new ArrayList<>();
        int from = 0;
        do {
            Set<Long> some = Set.copyOf(sorted.subList(from, Math.min(from + most, sorted.size())));
            parts.add(new Touched(some, from == 0 ? exams : Set.of(), everything, transactions, since));
            from += most;
        } while (from < sorted.size());
        return parts;
    }

    boolean isNothing() {
        return questions.isEmpty() && exams.isEmpty() && !everything;
    }

    private static final class Collector {
        private final Set<Long> questions = new HashSet<>();
        private final Set<String> exams = new HashSet<>();
        private final Set<Long> transactions = new HashSet<>();
        private final Set<BankTable> mute;
        private boolean everything;
        private long since = Long.MAX_VALUE;

        Collector(Set<BankTable> mute) {
            this.mute = mute;
        }

        void add(SourceRecord change) {
            if (!(change.value() instanceof Struct envelope)
                    || envelope.schema().field("source") == null) return;
            Struct source = envelope.getStruct("source");
            Long transaction = source.getInt64("txId");
            if (transaction != null) transactions.add(transaction);
            Long committed = source.getInt64("ts_ms");
            if (committed != null) since = Math.min(since, committed);
            BankTable table = BankTable.named(source.getString("table"));
            boolean before = !mute.contains(table) && note(table, image(envelope, "before"));
            boolean after = note(table, image(envelope, "after"));
            everything |= !before && !after;
        }

        private static @Nullable Struct image(Struct envelope, String name) {
            return envelope.schema().field(name) == null ? null : envelope.getStruct(name);
        }

        private boolean note(BankTable table, @Nullable Struct row) {
            Object key = row == null || row.schema().field(table.key()) == null ? null : row.get(table.key());
            if (key == null) return false;
            if (table == BankTable.POLICIES) {
                exams.add(key.toString());
                return true;
            }
            if (!(key instanceof Number question)) return false;
            questions.add(question.longValue());
            return true;
        }
    }
}
