package io.qbank.exposure.calibrator;

import io.qbank.exposure.calibrator.jdbc.TestBank;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.service.StopSignal;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A calibrator in a thread of this process, as production runs it. */
final class RunningCalibrator implements AutoCloseable {
    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Void> run;

    private RunningCalibrator(CalibratorConfig config) {
        run = CompletableFuture.runAsync(
                () -> {
                    try {
                        CalibratorMain.run(config, Clock.systemUTC(), stop);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                task -> new Thread(task, "calibrator").start());
    }

    /** Serves one tenant on one bank, with settings beyond the usual. */
    static RunningCalibrator start(String tenantId, TestBank bank, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP",
                DevStack.shared().kafka().bootstrap(),
                "APP_TENANT_ID",
                tenantId,
                "DATABASE_URL",
                bank.url(),
                "HTTP_PORT",
                "0"));
        environment.putAll(more);
        return new RunningCalibrator(CalibratorConfig.from(environment));
    }

    /** Stops it and waits; gives what it failed with. */
    @Override
    public void close() throws Exception {
        stop.stop();
        run.get(60, TimeUnit.SECONDS);
    }
}
