package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.bank.DemoPool;
import java.util.List;
import java.util.Map;

/** Three exams; the second and the third share half of their items, so that their runs may not overlap either. */
final class Exams {
    /** A slice of the generated pool. */
    enum Exam {
        ALONE("CHAOS-A", "a", 0, 100),
        LEFT("CHAOS-B", "bc", 100, 200),
        RIGHT("CHAOS-C", "bc", 150, 250);

        private final String code;
        private final String pool;
        private final List<PoolItem> items;

        Exam(String code, String pool, int from, int to) {
            this.code = code;
            this.pool = pool;
            this.items = List.copyOf(DemoPool.items().subList(from, to));
        }

        String code() {
            return code;
        }

        List<PoolItem> items() {
            return items;
        }
    }

    private Exams() {}

    /** Which exams share items, see {@link io.qbank.exposure.demo.chaos.check.Runs#against}. */
    static Map<String, String> pools() {
        return Map.of(
                Exam.ALONE.code, Exam.ALONE.pool, Exam.LEFT.code, Exam.LEFT.pool, Exam.RIGHT.code, Exam.RIGHT.pool);
    }

    static void publish(String databaseUrl) {
        try (Bank bank = Bank.open(databaseUrl)) {
            for (Exam exam : Exam.values()) bank.publish(exam.code(), exam.items());
        }
    }
}
