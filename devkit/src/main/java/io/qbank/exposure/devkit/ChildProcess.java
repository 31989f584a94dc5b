package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, which can be killed, stopped and let go on as a machine would do it to it. Its output goes
 * to a file. It does not outlive this process: see {@link Orphan}, and what is still there at the end is killed. Linux only.
 */
public final class ChildProcess {
    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();
    private static final long LAST_WORDS_SECONDS = 10;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ChildProcess::kill), "children-end"));
    }

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What to run.
     *
     * @param main class on the class path of this process
     * @param arguments of it
     * @param jvm options, heap and collector above all
     * @param environment beside this process's own
     * @param log file to which output is appended
     */
    public record Program(
            Class<?> main, List<String> arguments, List<String> jvm, Map<String, String> environment, Path log) {
        public Program {
            arguments = List.copyOf(arguments);
            jvm = List.copyOf(jvm);
            environment = Map.copyOf(environment);
        }
    }

    public static ChildProcess start(Program program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvm());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), program.main().getName()));
        command.addAll(program.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(program.log().toFile()));
        builder.environment().putAll(program.environment());
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            ChildProcess started = new ChildProcess(builder.start(), program.log());
            RUNNING.add(started);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + program.main().getSimpleName(), failed);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        await(LAST_WORDS_SECONDS);
        RUNNING.remove(this);
    }

    /** SIGSTOP: it holds its connections and locks, and does nothing. */
    public void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** SIGTERM, and SIGKILL when that does not help in time. */
    public void stop() {
        process.destroy();
        if (!await(2 * LAST_WORDS_SECONDS)) kill();
        RUNNING.remove(this);
    }

    private boolean await(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void signal(String name) {
        if (alive()) Commands.run("kill", "-" + name, Long.toString(pid()));
    }
}
