package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.world.Service;
import io.qbank.exposure.demo.chaos.world.World;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events and commands while it is going; {@link #pause} returns when all of them have been acknowledged, so that the ledger
 * can be compared. One who steers, two that send.
 */
final class Load implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private final PatientSender eventSender;
    private final PatientSender commandSender;
    private final EventLoad events;
    private final CommandLoad commands;
    private final double rate;
    private final long commandMillis;
    private final boolean calibrateOnly;
    private final Thread eventThread = new Thread(() -> live(this::sendEvents), "event-load");
    private final Thread commandThread = new Thread(() -> live(this::sendCommands), "command-load");
    private volatile boolean beginning;
    private volatile boolean going;
    private volatile boolean closed;
    private volatile boolean eventsIdle = true;
    private volatile boolean commandsIdle = true;
    private volatile @Nullable Throwable failure;

    /**
     * @param rate events a second
     * @param commandMillis between two commands
     * @param calibrateOnly no other commands
     */
    Load(World world, Ledger ledger, long seed, double rate, long commandMillis, boolean calibrateOnly) {
        this.calibrateOnly = calibrateOnly;
        this.rate = rate;
        this.commandMillis = commandMillis;
        String bootstrap = world.kafka().bootstrap();
        eventSender = new PatientSender(bootstrap);
        commandSender = new PatientSender(bootstrap);
        events = new EventLoad(eventSender, ledger, world.clock(), seed);
        commands = new CommandLoad(
                world.fleet().of(Service.COMMAND_API),
                world.token(),
                commandSender,
                ledger,
                world.clock(),
                seed,
                () -> going || beginning);
        eventThread.setDaemon(true);
        commandThread.setDaemon(true);
        eventThread.start();
        commandThread.start();
    }

    /** Goes on, after setting what is to be set once. */
    void begin() throws InterruptedException {
        beginning = true;
        commands.allowAutomaticRuns();
        beginning = false;
        going = true;
    }

    void resume() {
        going = true;
    }

    /** @throws IllegalStateException if a sender has failed */
    void pause() throws InterruptedException {
        going = false;
        while (!(eventsIdle && commandsIdle)) {
            requireAlive();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        requireAlive();
    }

    /** Records sent more than once, since it was not known whether they had arrived. */
    long again() {
        return eventSender.again() + commandSender.again();
    }

    @Override
    public void close() {
        closed = true;
        going = false;
        eventThread.interrupt();
        commandThread.interrupt();
        try (eventSender) {
            commandSender.close();
        }
    }

    private void requireAlive() {
        Throwable failed = failure;
        if (failed != null) throw new IllegalStateException("the load has failed: " + failed, failed);
    }

    private void sendEvents() throws InterruptedException {
        while (!closed) {
            if (!going) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                continue;
            }
            eventsIdle = false;
            long start = System.nanoTime();
            for (long sent = 0; going; sent++) {
                long ahead = (long) (sent / rate * 1e9) - (System.nanoTime() - start);
                if (ahead > 1_000_000) TimeUnit.NANOSECONDS.sleep(ahead);
                events.step();
            }
            eventSender.flush();
            eventsIdle = true;
        }
    }

    private void sendCommands() throws InterruptedException {
        while (!closed) {
            if (going) {
                commandsIdle = false;
                if (calibrateOnly) commands.calibrate();
                else commands.step();
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(commandMillis);
                while (going && System.nanoTime() < until) TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                if (going) continue;
                commandSender.flush();
                commandsIdle = true;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private void live(Work work) {
        try {
            work.go();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failed) {
            if (!closed) failure = failed;
        }
    }

    /** May be interrupted. */
    private interface Work {
        void go() throws InterruptedException;
    }
}
