package io.qbank.exposure.demo.chaos.world;

import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.calibrator.CalibratorMain;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.command.CommandApiMain;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.counter.ExposureCounterMain;
import io.qbank.exposure.schemas.service.StopSignal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The three services, each as its own main would run it. */
public enum Service {
    EXPOSURE_COUNTER("192m") {
        @Override
        void run(Map<String, String> environment, Clock clock, StopSignal stop) throws InterruptedException {
            ExposureCounterMain.run(ExposureCounterConfig.from(environment), clock, stop);
        }
    },
    CALIBRATOR("192m") {
        @Override
        void run(Map<String, String> environment, Clock clock, StopSignal stop) throws InterruptedException {
            CalibratorMain.run(CalibratorConfig.from(environment), clock, stop);
        }
    },
    COMMAND_API("160m") {
        @Override
        void run(Map<String, String> environment, Clock clock, StopSignal stop) throws InterruptedException {
            CommandApiMain.run(CommandApiConfig.from(environment), clock, stop);
        }
    };

    private final String heap;

    Service(String heap) {
        this.heap = heap;
    }

    abstract void run(Map<String, String> environment, Clock clock, StopSignal stop) throws InterruptedException;

    /** As its program is called. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Small, so that a dozen processes fit a small machine; without memory as in a container. */
    List<String> jvm() {
        return List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                this == CALIBRATOR ? "-XX:-ExitOnOutOfMemoryError" : "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=devkit-process-logback.xml");
    }
}
