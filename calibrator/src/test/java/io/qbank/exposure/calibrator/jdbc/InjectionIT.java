package io.qbank.exposure.calibrator.jdbc;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.ItemKey;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.Orders;
import io.qbank.exposure.calibrator.job.Origin;
import io.qbank.exposure.calibrator.job.Step;
import io.qbank.exposure.devkit.Hostile;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Hostile texts are values to the database, never SQL: they are found letter for letter, and every table is still there. */
class InjectionIT {
    private static final String TABLES = "select count(*) from pg_tables where schemaname = 'public'";

    @Test
    void hostileNamesAreKeptAsTheyAre() {
        try (PostgresWorld world = new PostgresWorld()) {
            List<String> tables = world.bank().rows(TABLES);
            world.publish("A", 1, 1);
            int number = 0;
            for (String name : Hostile.printable()) {
                String jobId = "job-" + ++number;
                Origin by = new Origin(UUID.randomUUID().toString(), "calibration.start", name, NOW, "service");
                Job job = Orders.job(jobId, name);

                assertTrue(world.commands().file(by, Step.queued(job, NOW)).applied(), name);
                world.commands().cancel(new Command.Cancel(Orders.origin("calibration.cancel"), jobId, name), NOW);
                world.commands()
                        .setControl(new Command.SetControl(by(name), new ItemKey(1, 1), 0.5 / number, null, null), NOW);

                assertEquals(name, world.jobs().find(jobId).orElseThrow().job().examCode());
                assertEquals(
                        List.of(),
                        new PoolRepository(world.bank().transactions())
                                .load(name)
                                .items());
            }
            assertEquals(
                    Hostile.printable(),
                    world.bank().rows("select exam_code from calibration_run order by length(job_id), job_id"));
            assertEquals(
                    Hostile.printable(), world.bank().rows("select changed_by from item_exposure_history order by id"));
            assertEquals(tables, world.bank().rows(TABLES));
        }
    }

    private static Origin by(String name) {
        return new Origin(UUID.randomUUID().toString(), "control.set", name, NOW, "api");
    }
}
