package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Inspection;
import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.check.Violation;
import io.qbank.exposure.demo.chaos.world.Instance;
import io.qbank.exposure.demo.chaos.world.Service;
import io.qbank.exposure.demo.chaos.world.World;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Everything looked at until it is as the ledger has it.
 *
 * @param violations what was still wrong when patience ended
 * @param took since the moment given
 * @param waitedFor what was last found wrong before all was well; empty if nothing was
 */
record UntilWell(List<Violation> violations, Duration took, String waitedFor) {
    private static final long LOOK_EVERY_MILLIS = 500;

    /** Whoever looks. */
    static Inspection inspection(World world) {
        Map<String, URI> apis = new LinkedHashMap<>();
        for (Instance each : world.fleet().of(Service.COMMAND_API)) apis.put(each.name(), each.address());
        return Inspection.open(world.kafka().bootstrap(), world::superuserUrl, Exams.pools(), apis, world.token());
    }

    /** @param since nanoseconds; patience is counted from there */
    static UntilWell look(World world, Inspection inspection, Ledger ledger, long since, Duration patience)
            throws InterruptedException {
        String waitedFor = "";
        while (true) {
            List<Violation> violations = new ArrayList<>(inspection.look(ledger.expected()));
            List<String> notReady = world.fleet().notReady();
            if (!notReady.isEmpty())
                violations.add(new Violation("every service is ready", "all", "not " + notReady, "their logs"));
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            if (violations.isEmpty() || took.compareTo(patience) > 0) return new UntilWell(violations, took, waitedFor);
            waitedFor = violations.get(violations.size() - 1).toString();
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
