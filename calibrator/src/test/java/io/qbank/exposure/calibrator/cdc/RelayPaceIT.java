package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How soon one change is on the topics, and ten thousand at once; what is measured is told. */
class RelayPaceIT {
    private static RelayWorld world;
    private static ItemRelay relay;

    @BeforeAll
    static void startRelay() throws Exception {
        world = RelayWorld.open();
        world.bank.exam("PHYSICS", 1, 60);
        relay = world.relaying();
    }

    @AfterAll
    static void stopRelay() throws Exception {
        relay.close();
        world.close();
    }

    @Test
    void ofTwoHundredChangesOneByOneMostAppearWithinASecond() throws Exception {
        world.await(SOON, 14, item -> true);
        long[] micros = new long[200];

        for (int i = 0; i < micros.length; i++) {
            double k = (i + 1) / 256.0;
            world.bank.k(14, k);
            long committed = System.nanoTime();
            world.await(SOON, 14, item -> item.k() == k);
            micros[i] = TimeUnit.NANOSECONDS.toMicros(world.topics.arrived(14, 1) - committed);
        }

        Arrays.sort(micros);
        System.out.printf(
                "commit to consumer over %d changes: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                micros.length, micros[100] / 1e3, micros[197] / 1e3, micros[199] / 1e3);
        assertTrue(micros[100] < 1_000_000, "p50 was " + micros[100] + " µs");
    }

    @Test
    void tenThousandRowsInOneStatementAreRelayed() throws Exception {
        world.bank.exam("LARGE", 20_001, 30_000);
        world.bank.sql("insert into item_exposure_control (question_id, version, sh_p)"
                + " select q, 1, 0.9 from generate_series(20001, 30000) q");
        world.bank.k(15, 0.5);
        world.await(SOON, 15, item -> item.k() == 0.5);
        awaitAllWithK(0.9);
        long before = world.topics.received();

        world.bank.sql("update item_exposure_control set sh_p = 0.4 where question_id between 20001 and 30000");
        long committed = System.nanoTime();

        eventually(SOON, () -> arrived(before) + ", the relay is " + relay.phase(), () -> arrived(before) >= 10_000);
        System.out.printf("10,000 rows in %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - committed));
        awaitAllWithK(0.4);
        world.bank.k(15, 0.6);
        world.await(SOON, 15, item -> item.k() == 0.6);
    }

    private static long arrived(long before) {
        return world.topics.received() - before;
    }

    private static void awaitAllWithK(double k) {
        eventually(SOON, () -> "all with " + k + ", are " + withK(k) + " of them", () -> withK(k) == 10_000);
    }

    private static long withK(double k) {
        return LongStream.rangeClosed(20_001, 30_000)
                .filter(question -> world.topics
                        .item(question, 1)
                        .filter(item -> item.k() == k)
                        .isPresent())
                .count();
    }
}
