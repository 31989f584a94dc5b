package io.qbank.exposure.calibrator.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Many candidates on a crew of threads. Candidates come in fixed blocks, each with a random stream of its own, and tallies add up in
 * any order: who works on which block does not show in the result. One caller at a time.
 */
public final class Simulation implements AutoCloseable {
    /** Candidates a block: a millisecond or two of work, so that a cancelled run ends at once. */
    static final int BLOCK = 256;

    private final int items;
    private final Population population;
    private final BooleanSupplier cancelled;
    private final List<TestForm> forms = new ArrayList<>();
    private final ExecutorService crew;

    /**
     * @param items in the pool
     * @param form called once a thread
     * @param cancelled asked before each block, by any thread
     */
    public Simulation(
            int items, Supplier<TestForm> form, Population population, int threads, BooleanSupplier cancelled) {
        this.items = items;
        this.population = population;
        this.cancelled = cancelled;
        for (int i = 0; i < threads; i++) {
            forms.add(form.get());
        }
        crew = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "calibration-engine");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Gives n candidates a test each.
     *
     * @param k one control parameter an item
     * @param streams the random numbers
     * @return empty if cancelled, or if the calling thread was interrupted
     */
    public Optional<Tally> run(double[] k, int n, Streams streams, Strata strata) {
        Tally total = new Tally(items, strata);
        AtomicInteger next = new AtomicInteger();
        if (forms.size() == 1) {
            return work(forms.get(0), k, n, streams, total, next) ? Optional.of(total) : Optional.empty();
        }
        List<Callable<Optional<Tally>>> shifts = new ArrayList<>();
        for (TestForm form : forms) {
            shifts.add(() -> {
                Tally own = new Tally(items, strata);
                return work(form, k, n, streams, own, next) ? Optional.of(own) : Optional.empty();
            });
        }
        try {
            for (Future<Optional<Tally>> shift : crew.invokeAll(shifts)) {
                Optional<Tally> own = shift.get();
                if (own.isEmpty()) {
                    return own;
                }
                total.add(own.get());
            }
            return Optional.of(total);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A simulated test failed", failed.getCause());
        }
    }

    private boolean work(TestForm form, double[] k, int n, Streams streams, Tally tally, AtomicInteger next) {
        int blocks = (int) ((n + (long) BLOCK - 1) / BLOCK);
        for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
            if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            var draws = streams.of(block);
            int count = (int) Math.min(BLOCK, n - (long) block * BLOCK);
            for (int candidate = 0; candidate < count; candidate++) {
                double theta = population.draw(draws);
                tally.begin(theta);
                form.give(theta, k, draws, tally);
            }
        }
        return true;
    }

    @Override
    public void close() {
        crew.shutdownNow();
    }
}
