package io.qbank.exposure.demo.chaos.world;

import io.qbank.exposure.devkit.Orphan;
import io.qbank.exposure.schemas.service.StopSignal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service as a process of its own that differs from the real one in its clock only: arguments are the service's name and
 * the files that move its clock.
 */
public final class ServiceProgram {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProgram.class);
    private static final int FAILED = 1;

    private ServiceProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Orphan.endsWithItsParent();
        Service service = Service.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        List<Path> clocks = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        StopSignal stop = StopSignal.onTermination();
        try {
            service.run(System.getenv(), ShiftedClock.by(clocks), stop);
        } catch (RuntimeException failed) {
            LOG.error("{} has failed", service.text(), failed);
            stop.stopped();
            System.exit(FAILED);
        }
        System.exit(0);
    }
}
