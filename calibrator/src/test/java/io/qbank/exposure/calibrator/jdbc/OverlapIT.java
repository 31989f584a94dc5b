package io.qbank.exposure.calibrator.jdbc;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.done;
import static io.qbank.exposure.calibrator.job.Orders.job;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.job.Claim;
import io.qbank.exposure.calibrator.job.JobStore;
import io.qbank.exposure.calibrator.job.Standing;
import io.qbank.exposure.calibrator.job.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OverlapIT {
    private static final int RUNS = 60;
    private static final int CALIBRATORS = 4;

    /** Exam e has items e to e + 2: each shares two items with each neighbour. */
    @Test
    void manyCalibratorsClaimingAtOnceNeverHoldAnItemTwice() throws Exception {
        try (PostgresWorld world = new PostgresWorld()) {
            for (int exam = 0; exam < 8; exam++) world.publish("E" + exam, 10 + exam, 12 + exam);
            for (int run = 0; run < RUNS; run++)
                world.commands().file(origin("calibration.start"), Step.queued(job("j" + run, "E" + run % 8), NOW));
            Set<Long> held = ConcurrentHashMap.newKeySet();
            AtomicInteger ended = new AtomicInteger();
            ExecutorService calibrators = Executors.newFixedThreadPool(CALIBRATORS);
            List<Future<?>> all = new ArrayList<>();

            for (int i = 0; i < CALIBRATORS; i++) all.add(calibrators.submit(() -> work(world.jobs(), held, ended)));
            for (Future<?> each : all) each.get(60, TimeUnit.SECONDS);
            calibrators.shutdown();

            assertEquals(RUNS, ended.get());
            assertEquals(
                    List.of("done|60"), world.bank().rows("select state, count(*) from calibration_run group by 1"));
            assertEquals(List.of("0"), world.bank().rows("select count(*) from calibration_run where attempt <> 1"));
        }
    }

    private static void work(JobStore jobs, Set<Long> held, AtomicInteger ended) {
        while (ended.get() < RUNS) {
            Optional<Claim> claimed = jobs.claim("test", Duration.ofMinutes(1), NOW);
            if (claimed.isEmpty()) continue;
            Claim claim = claimed.get();
            List<Long> mine = claim.items().pool().items().stream()
                    .map(PoolItem::questionId)
                    .toList();
            for (Long item : mine) assertTrue(held.add(item), "item " + item + " is held twice");
            Step last = Step.running(claim.job(), claim.attempt(), NOW);
            assertEquals(Standing.HELD, jobs.renew(claim, Duration.ofMinutes(1)));
            held.removeAll(Set.copyOf(mine));
            assertTrue(jobs.conclude(claim, last, done(claim, 0.5), NOW).isPresent());
            ended.incrementAndGet();
        }
    }
}
