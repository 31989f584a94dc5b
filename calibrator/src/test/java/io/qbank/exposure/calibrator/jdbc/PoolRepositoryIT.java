package io.qbank.exposure.calibrator.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoolRepositoryIT {
    private static final Instant AT = Instant.parse("2026-11-02T09:30:00.123456789Z");
    private static final Actor ANN = new Actor("ann", AT, "job-1", null);
    private static TestBank bank;
    private static PoolRepository pools;

    @BeforeAll
    static void open() {
        bank = TestBank.migrated();
        pools = new PoolRepository(bank.transactions());
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void thePoolIsWhatIsLiveAndPublishedInOrderWithDefaults() {
        bank.sql("""
                insert into question_publications values (12, 'LIVE', 2), (11, 'LIVE', 1), (13, 'LIVE', 1), (14, 'OTHER', 1);
                insert into question_versions values
                    (11, 1, 5, 'published'), (12, 1, 5, 'published'), (12, 2, null, 'published'), (13, 1, 5, 'draft'),
                    (14, 1, 5, 'published');
                insert into item_calibration values (11, 1, '3pl', 1.5, -0.5, 0.1), (12, 2, '2pl', 9, 9, 0);
                insert into item_exposure_control(question_id, version, sh_p, cap, locked) values (11, 1, 0.5, 0.1, true);""");

        Pool pool = pools.load("LIVE");

        assertEquals(
                List.of(
                        new PoolItem(11, 1, 5L, 1.5, -0.5, 0.1, 0.5, 0.1, true),
                        new PoolItem(12, 2, null, 1.0, 0.0, 0.2, 1.0, null, false)),
                pool.items());
        assertTrue(pools.load("UNKNOWN").isEmpty());
    }

    @Test
    void anItemOutsideTheModelIsNamed() {
        bank.publish("WRONG", 21, 21).sql("insert into item_calibration values (21, 1, '3pl', 99, 0, 0.2)");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> pools.load("WRONG"));

        assertEquals("item 21/1: a must be in [0, 10], was 99.0", refused.getMessage());
    }

    @Test
    void writtenValuesComeBackExactlyAndLockedItemsStay() {
        bank.publish("WRITE", 31, 33)
                .sql("insert into item_exposure_control(question_id, version, sh_p, locked) values (32, 1, 0, true)");
        List<ItemResult> found = pools.load("WRITE").items().stream()
                .map(item -> new ItemResult(item, 0.1 + 0.2, 1.0 / 3, 0, 0, null))
                .toList();

        int written = pools.write(found, Rejection.BLOCK, ANN);

        assertEquals(2, written);
        assertEquals(
                List.of(0.1 + 0.2, 0.0, 0.1 + 0.2),
                pools.load("WRITE").items().stream().map(PoolItem::k).toList());
        assertEquals(
                List.of(
                        "31|block|2026-11-02 09:30:00.123456+00|job-1|ann",
                        "32|reconsider|null|null|qbank",
                        "33|block|2026-11-02 09:30:00.123456+00|job-1|ann"),
                bank.rows("""
                        select question_id, rejection, case when job_id is not null then effective_from end, job_id, updated_by from item_exposure_control
                         where question_id between 31 and 33 order by 1"""));
        assertEquals(
                List.of("31|ann|job-1|null|0.30000000000000004", "33|ann|job-1|null|0.30000000000000004"),
                bank.rows("""
                        select question_id, changed_by, job_id, old_k, new_k from item_exposure_history
                         where question_id in (31, 33) order by id"""));
    }

    @Test
    void aCapThatARunWroteIsNotTheItemsOwn() {
        bank.publish("CAPS", 41, 41);
        PoolItem before = pools.load("CAPS").item(0);

        pools.write(List.of(new ItemResult(before, 1, 0.05, 0, 0, null)), Rejection.BLOCK, ANN);

        assertEquals(before, pools.load("CAPS").item(0));
    }

    @Test
    void itemsThatARunHoldsAreNotWrittenBesideIt() {
        bank.publish("HELD", 51, 51).sql("insert into calibration_run_item values (51, 1, 'job-9')");
        List<ItemResult> found = List.of(new ItemResult(pools.load("HELD").item(0), 0.5, 0.2, 0, 0, null));

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> pools.write(found, Rejection.BLOCK, ANN));

        assertEquals("run job-9 is calibrating these items now", refused.getMessage());
    }
}
