package io.qbank.exposure.calibrator.jdbc;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.CommandIntake;
import io.qbank.exposure.calibrator.job.CommandSource;
import io.qbank.exposure.calibrator.job.Heard;
import io.qbank.exposure.calibrator.job.Heartbeat;
import io.qbank.exposure.calibrator.job.ItemKey;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.JobRunner;
import io.qbank.exposure.calibrator.job.JobStore;
import io.qbank.exposure.calibrator.job.Orders;
import io.qbank.exposure.calibrator.job.Outcomes;
import io.qbank.exposure.calibrator.job.RunMetrics;
import io.qbank.exposure.calibrator.job.RunnerConfig;
import io.qbank.exposure.calibrator.job.SmallPlans;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import io.qbank.exposure.devkit.ManualClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies at each of its statements in turn; the next one finishes, and nothing is done twice or half. */
class CrashIT {
    private static final RunnerConfig CONFIG = new RunnerConfig("test", Duration.ofMinutes(1), Duration.ofHours(1), 5);
    private static final int LEAST_STEPS = 5;
    private static final int ITEMS = 6;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunnerThatDiesAnywhereLeavesARunThatAnotherFinishesAlike(boolean after) {
        try (PostgresWorld world = new PostgresWorld()) {
            List<String> undisturbed = run(world, "undisturbed", 100, dying(world, Integer.MAX_VALUE, after));
            DyingSource dying;
            int step = 0;
            do {
                dying = dying(world, ++step, after);

                List<String> k = run(world, "job-" + step, 100 + step * ITEMS, dying);

                assertEquals(undisturbed, k, "died at step " + step);
            } while (dying.dead());
            assertTrue(step > LEAST_STEPS, "there were only " + step + " steps to die at");
        }
    }

    private static DyingSource dying(PostgresWorld world, int step, boolean after) {
        return new DyingSource(world.bank().database().source(), step, after);
    }

    /** Files a run, lets a runner die at a step of its own, lets another one finish; gives the k values in order. */
    private static List<String> run(PostgresWorld world, String jobId, int from, DyingSource dying) {
        world.publish(jobId, from, from + ITEMS - 1);
        Job job = new Job(jobId, jobId, "4", 42, false, 4, Optional.empty(), "service", "ann", NOW);
        world.commands().file(origin("calibration.start"), Step.queued(job, NOW));
        Heard heard = new Heard();

        untilDead(runner(new JdbcJobStore(new Transactions(dying)), heard), dying);
        assertOldOrNew(world, jobId);
        world.expireLeases();
        runner(world.jobs(), heard).doWork();
        new Outcomes(world.jobs(), heard, new RunMetrics(new SimpleMeterRegistry())).sweep();

        assertEquals(
                List.of("done|t|" + ITEMS),
                world.bank()
                        .rows("select state, announced_at is not null, result ->> 'updated' from calibration_run "
                                + "where job_id = '" + jobId + "'"));
        assertEquals(
                1,
                new HashSet<>(heard.steps().stream()
                                .filter(step -> step.state().terminal())
                                .toList())
                        .size());
        assertEquals(List.of(), world.bank().rows("select * from calibration_run_item"));
        assertEquals(
                List.of(Integer.toString(ITEMS)),
                world.bank().rows("select count(*) from item_exposure_history where job_id = '" + jobId + "'"));
        return world.bank()
                .rows("select sh_p, cap from item_exposure_control where question_id between " + from + " and "
                        + (from + ITEMS - 1) + " order by question_id");
    }

    /** Whatever the dead one had begun: none of the run's k is there, or all of them with their history and its end. */
    private static void assertOldOrNew(PostgresWorld world, String jobId) {
        String found = world.bank().rows("""
                        select (select count(*) from item_exposure_control where job_id = '%1$s'),
                            (select count(*) from item_exposure_history where job_id = '%1$s'),
                            (select state = 'done' from calibration_run where job_id = '%1$s')""".formatted(jobId)).get(0);
        assertTrue(Set.of("0|0|f", ITEMS + "|" + ITEMS + "|t").contains(found), found);
    }

    private static void untilDead(JobRunner runner, DyingSource dying) {
        try {
            runner.doWork();
        } catch (DatabaseException died) {
            assertTrue(dying.dead(), died.getMessage());
        }
    }

    private static JobRunner runner(JobStore jobs, Heard heard) {
        return new JobRunner(
                jobs,
                new SmallPlans(),
                heard,
                new Heartbeat(),
                new RunMetrics(new SimpleMeterRegistry()),
                ManualClock.at(NOW),
                CONFIG,
                () -> false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anIntakeThatDiesAnywhereIsMadeGoodByTheNextDelivery(boolean after) {
        try (PostgresWorld world = new PostgresWorld()) {
            DyingSource dying;
            int step = 0;
            do {
                dying = dying(world, ++step, after);
                Command.Start start = new Command.Start(
                        origin("calibration.start"),
                        "job-" + step,
                        "A",
                        "4",
                        OptionalLong.empty(),
                        false,
                        4,
                        Optional.empty());
                Heard heard = new Heard();

                deliver(start, new Transactions(dying), heard, dying);
                deliver(start, world.bank().transactions(), heard, dying);

                assertEquals(1, new HashSet<>(heard.receipts()).size());
                assertTrue(heard.receipts().get(0).applied());
                assertEquals(
                        State.QUEUED,
                        world.jobs().find("job-" + step).orElseThrow().state());
            } while (dying.dead());
            assertTrue(step > LEAST_STEPS, "there were only " + step + " steps to die at");
        }
    }

    private static void deliver(Command command, Transactions transactions, Heard heard, DyingSource dying) {
        CommandSource once = new CommandSource() {
            @Override
            public List<Command> poll() {
                return List.of(command);
            }

            @Override
            public void commit() {}
        };
        CommandIntake intake = new CommandIntake(
                once,
                new CommandIntake.Stores(new JdbcCommandStore(transactions), new JdbcJobStore(transactions)),
                new SmallPlans(),
                heard,
                new RunMetrics(new SimpleMeterRegistry()),
                ManualClock.at(NOW),
                () -> 42,
                1_000_000);
        try {
            intake.doWork();
        } catch (DatabaseException died) {
            assertTrue(dying.dead(), died.getMessage());
        }
    }

    @Test
    void valuesThatTheDatabaseRefusesAreAnAnswerAndNoOutage() {
        try (PostgresWorld world = new PostgresWorld()) {
            world.publish("A", 1, 1);
            Command.SetControl impossible =
                    new Command.SetControl(origin("control.set"), new ItemKey(1, 1), null, 7.0, null);

            var receipt = world.commands().setControl(impossible, Orders.NOW);

            assertTrue(receipt.reason().contains("item_exposure_control_cap"), receipt.reason());
            assertEquals(
                    Optional.of(receipt),
                    world.commands().receipt(impossible.origin().commandId()));
        }
    }
}
