package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.bank.DemoPool;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Three exams; the second and the third share half of their items, so that their runs may not overlap either. */
final class Exams {
    /** In the order in which whoever measures calibrates them. */
    static final List<Exam> ALL = List.of(
            Exam.slice("CHAOS-A", "a", 0, 100),
            Exam.slice("CHAOS-B", "bc", 100, 200),
            Exam.slice("CHAOS-C", "bc", 150, 250));

    private Exams() {}

    /**
     * A slice of the generated pool.
     *
     * @param pool what exams that share items have in common
     */
    record Exam(String code, String pool, List<PoolItem> items) {
        private static Exam slice(String code, String pool, int from, int to) {
            return new Exam(code, pool, List.copyOf(DemoPool.items().subList(from, to)));
        }
    }

    /** Any of them. */
    static Exam any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** Which exams share items, see {@link io.qbank.exposure.demo.chaos.check.Runs#against}. */
    static Map<String, String> pools() {
        return ALL.stream().collect(Collectors.toMap(Exam::code, Exam::pool));
    }

    static void publish(String databaseUrl) {
        try (Bank bank = Bank.open(databaseUrl)) {
            for (Exam exam : ALL) bank.publish(exam.code(), exam.items());
        }
    }
}
