package io.qbank.exposure.demo.story;

import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.calibrator.CalibratorMain;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.command.CommandApiMain;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.counter.ExposureCounterMain;
import io.qbank.exposure.devkit.Ports;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The three services in this process, each as its own main would run it, with one clock among them. */
final class House implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final Map<RunningService, URI> services = new LinkedHashMap<>();
    private final URI api;

    private House(Map<String, String> environment, DemoOptions.Ports ports, Clock clock) {
        int calibratorPort = chosen(ports.calibrator());
        int counterPort = chosen(ports.counter());
        int apiPort = chosen(ports.api());
        CalibratorConfig calibrator = CalibratorConfig.from(with(environment, calibratorPort));
        ExposureCounterConfig counter = ExposureCounterConfig.from(with(environment, counterPort));
        CommandApiConfig commands = CommandApiConfig.from(with(environment, apiPort));
        open("calibrator", calibratorPort, stop -> CalibratorMain.run(calibrator, clock, stop));
        open("exposure-counter", counterPort, stop -> ExposureCounterMain.run(counter, clock, stop));
        api = open("command-api", apiPort, stop -> CommandApiMain.run(commands, clock, stop));
    }

    /**
     * Starts all three.
     *
     * @param environment what they are told, without ports
     */
    static House open(Map<String, String> environment, DemoOptions.Ports ports, Clock clock) {
        return new House(environment, ports, clock);
    }

    /** @throws BrokenChainException naming the service that is not ready in time, or has stopped */
    void awaitReady() throws InterruptedException {
        Patience.until(PATIENCE, () -> {
            for (var service : services.entrySet()) {
                service.getKey().requireAlive();
                if (!Api.answers(service.getValue().resolve("/health/ready")))
                    return Optional.of(service.getKey().name() + " is not ready");
            }
            return Optional.empty();
        });
    }

    /** @throws BrokenChainException naming a service that has stopped by itself */
    void requireAlive() {
        services.keySet().forEach(RunningService::requireAlive);
    }

    URI api() {
        return api;
    }

    @Override
    public void close() {
        services.keySet().forEach(RunningService::stop);
        services.keySet().forEach(RunningService::close);
    }

    private URI open(String name, int port, RunningService.Entry entry) {
        URI address = URI.create("http://127.0.0.1:" + port);
        services.put(RunningService.start(name, entry), address);
        return address;
    }

    /**
     * Looks at the ports before anything is started.
     *
     * @throws io.qbank.exposure.devkit.PortInUseException if one is taken
     */
    static void requireFree(DemoOptions.Ports ports) {
        if (ports.api() != 0) Ports.requireFree("command-api", ports.api());
        if (ports.counter() != 0) Ports.requireFree("exposure-counter", ports.counter());
        if (ports.calibrator() != 0) Ports.requireFree("calibrator", ports.calibrator());
    }

    private static int chosen(int port) {
        return port == 0 ? Ports.free() : port;
    }

    private static Map<String, String> with(Map<String, String> environment, int port) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HTTP_PORT", Integer.toString(port));
        return all;
    }
}
