package io.qbank.exposure.demo.bench;

import io.qbank.exposure.counter.ExposureCounterMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The counter as a process of its own, as in production: so its memory and its state can be measured. Linux only. */
final class CounterProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 30;
    private final Process process;
    private final Path state;

    private CounterProcess(Process process, Path state) {
        this.process = process;
        this.state = state;
    }

    /** @param jvm options of its JVM */
    static CounterProcess start(Map<String, String> environment, List<String> jvm, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ExposureCounterMain.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new CounterProcess(process, Path.of(environment.get("STATE_DIR")));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start the counter", failed);
        }
    }

    /** Resident memory now, bytes. */
    long resident() {
        return status("VmRSS:");
    }

    /** The most resident memory there was, bytes. */
    long mostResident() {
        return status("VmHWM:");
    }

    /** Processor time it has taken, seconds: it depends less on what else the machine does than the clock. */
    double processorSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** State on disk, bytes. Files come and go while it is summed. */
    long stateBytes() {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(CounterProcess::size)
                    .sum();
        } catch (IOException | UncheckedIOException moving) {
            return -1;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private long status(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException elsewhere) {
            return -1;
        }
    }
}
