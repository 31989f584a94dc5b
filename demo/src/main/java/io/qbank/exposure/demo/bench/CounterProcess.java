package io.qbank.exposure.demo.bench;

import io.qbank.exposure.counter.ExposureCounterMain;
import io.qbank.exposure.demo.process.ProcessSample;
import io.qbank.exposure.devkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The counter as a process of its own, as in production: so its memory and its state can be measured. Linux only. */
final class CounterProcess implements AutoCloseable {
    private final ChildProcess process;
    private final Path state;

    private CounterProcess(ChildProcess process, Path state) {
        this.process = process;
        this.state = state;
    }

    /** @param jvm options of its JVM */
    static CounterProcess start(Map<String, String> environment, List<String> jvm, Path log) {
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Program(ExposureCounterMain.class, List.of(), jvm, environment, log));
        return new CounterProcess(process, Path.of(environment.get("STATE_DIR")));
    }

    /** What it holds now. */
    ProcessSample sample() {
        return ProcessSample.of(process.pid(), state);
    }

    /** Processor time it has taken, seconds: it depends less on what else the machine does than the clock. */
    double processorSeconds() {
        return ProcessHandle.of(process.pid())
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    @Override
    public void close() {
        process.stop();
    }
}
