package io.qbank.exposure.calibrator.jdbc;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.done;
import static io.qbank.exposure.calibrator.job.Orders.job;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.job.Claim;
import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A thousand commands at once: all are queued, no exam waits for another's hundreds, and what waits can be cancelled. */
class ThousandCommandsIT {
    private static final int COMMANDS = 1_000;
    private static final int EXAMS = 10;
    private static final int OF_THE_MODEST = 10;
    private static final String GREEDY = "E0";

    @Test
    void theyAreQueuedFairAndCancellable() {
        try (PostgresWorld world = new PostgresWorld()) {
            for (int exam = 0; exam < EXAMS; exam++) world.publish("E" + exam, 10 + exam, 10 + exam);
            long begun = System.nanoTime();
            for (int run = 0; run < COMMANDS; run++)
                world.commands().file(origin("calibration.start"), Step.queued(job("j" + run, exam(run)), NOW));
            long filed = System.nanoTime();
            assertEquals(List.of("queued|1000"), states(world));

            for (int run = 0; run < COMMANDS; run += 2)
                if (exam(run).equals(GREEDY))
                    assertTrue(world.commands()
                            .cancel(new Command.Cancel(origin("calibration.cancel"), "j" + run, GREEDY), NOW)
                            .applied());
            long cancelled = System.nanoTime();
            List<String> order = workOff(world);

            assertEquals(List.of("cancelled|455", "done|545"), states(world));
            assertEquals(
                    EXAMS,
                    new HashSet<>(order.subList(0, EXAMS)).size(),
                    "each exam comes once before one comes twice");
            int lastModest = order.size() - 1;
            while (order.get(lastModest).equals(GREEDY)) lastModest--;
            assertTrue(
                    lastModest < EXAMS * OF_THE_MODEST, "the last run of a modest exam came as number " + lastModest);
            System.out.printf(
                    "%,d filed in %d ms, 455 cancelled in %d ms, 545 worked off in %d ms%n",
                    COMMANDS, ms(begun, filed), ms(filed, cancelled), ms(cancelled, System.nanoTime()));
        }
    }

    /** One exam asks first and for nearly everything; each of the others for a few at the end. */
    private static String exam(int run) {
        int modest = run - (COMMANDS - (EXAMS - 1) * OF_THE_MODEST);
        return modest < 0 ? GREEDY : "E" + (1 + modest / OF_THE_MODEST);
    }

    private static List<String> workOff(PostgresWorld world) {
        List<String> order = new ArrayList<>();
        for (Optional<Claim> claimed = claim(world); claimed.isPresent(); claimed = claim(world)) {
            Claim claim = claimed.get();
            Step last = Step.running(claim.job(), claim.attempt(), NOW);
            assertTrue(world.jobs().conclude(claim, last, done(claim, 0.5), NOW).isPresent());
            order.add(claim.job().examCode());
        }
        return order;
    }

    private static Optional<Claim> claim(PostgresWorld world) {
        return world.jobs().claim("test", Duration.ofMinutes(1), NOW);
    }

    private static List<String> states(PostgresWorld world) {
        return world.bank().rows("select state, count(*) from calibration_run group by 1 order by 1");
    }

    private static long ms(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
