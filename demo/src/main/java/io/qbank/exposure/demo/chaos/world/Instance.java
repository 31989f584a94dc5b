package io.qbank.exposure.demo.chaos.world;

import io.qbank.exposure.devkit.ChildProcess;
import io.qbank.exposure.devkit.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the two processes of a service: what it starts with, and what is meant to become of it. Thread-safe. */
public final class Instance {
    private final Service service;
    private final int number;
    private final Path directory;
    private final Path sharedClock;
    private final Map<String, String> environment;
    private final URI address;
    private @Nullable ChildProcess process;
    private boolean wanted = true;
    private boolean suspended;

    Instance(Service service, int number, Path root, Path sharedClock, Map<String, String> environment) {
        this.service = service;
        this.number = number;
        this.directory = root.resolve(service.text() + "-" + number);
        this.sharedClock = sharedClock;
        int port = Ports.free();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.environment = new HashMap<>(environment);
        this.environment.put("HTTP_PORT", Integer.toString(port));
        this.environment.put("INSTANCE_ID", service.text() + "-" + number);
        this.environment.put("STATE_DIR", state().toString());
    }

    public String name() {
        return service.text() + "-" + number;
    }

    public Service service() {
        return service;
    }

    public URI address() {
        return address;
    }

    /** Where it keeps state; only the counter does. */
    public Path state() {
        return directory.resolve("state");
    }

    /** Where its log is. */
    public Path log() {
        return directory.resolve(service.text() + ".log");
    }

    /** The file that moves its clock, and no other's. */
    public Path clock() {
        return directory.resolve("clock");
    }

    /** The process as it is now, dead or alive. */
    public synchronized ChildProcess process() {
        if (process == null) throw new IllegalStateException(name() + " was never started");
        return process;
    }

    /** SIGKILL. Somebody starts it anew, unless it is held down. */
    public synchronized void kill() {
        process().kill();
        suspended = false;
    }

    /** SIGSTOP. */
    public synchronized void suspend() {
        suspended = true;
        process().suspend();
    }

    /** SIGCONT. */
    public synchronized void resume() {
        process().resume();
        suspended = false;
    }

    /** Kills it and keeps it from being started anew. */
    public synchronized void holdDown() {
        wanted = false;
        kill();
    }

    /** It may be started again. */
    public synchronized void letUp() {
        wanted = true;
    }

    synchronized boolean down() {
        return wanted && (process == null || !process.alive());
    }

    /** Whether it must answer: an orchestrator's patience with a stopped one is longer than any stop here. */
    synchronized boolean answerable() {
        return process != null && process.alive() && !suspended;
    }

    synchronized void start() {
        process = ChildProcess.start(new ChildProcess.Program(
                ServiceProgram.class,
                List.of(service.text(), sharedClock.toString(), clock().toString()),
                service.jvm(),
                environment,
                log()));
    }
}
