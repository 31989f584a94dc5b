package io.qbank.exposure.calibrator.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What runs tell the operator: how many ended how, how long they took, how fast they were. Thread-safe. */
public final class RunMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary speed;
    private final DistributionSummary iterations;
    private final Map<String, AtomicReference<Double>> maxOver = new ConcurrentHashMap<>();
    private final Counter untold;
    private final Counter broken;
    private final AtomicInteger waiting = new AtomicInteger();

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("calibration.runs.waiting", waiting, AtomicInteger::get)
                .description("Runs filed and not yet claimed")
                .register(registry);
        this.speed = DistributionSummary.builder("calibration.run.candidates.per.second")
                .description("Simulated candidates a second of a run's iterations, verification time included")
                .register(registry);
        this.iterations = DistributionSummary.builder("calibration.run.iterations")
                .description("Iterations of a run that ended")
                .register(registry);
        this.untold = Counter.builder("calibration.outcomes.untold")
                .description("Sweeps that passed over the outcome of a run because it cannot be told; the log says why")
                .register(registry);
        this.broken = Counter.builder("calibration.commands.broken")
                .description("Commands that were refused because handling them broke; the log says why")
                .register(registry);
    }

    /** So many runs wait now. */
    public void waiting(int runs) {
        waiting.set(runs);
    }

    /** An outcome cannot be told. */
    void untold() {
        untold.increment();
    }

    /** Handling a command broke. */
    void broken() {
        broken.increment();
    }

    void ended(Step terminal, Duration elapsed, long candidates) {
        String state = terminal.state().text();
        Counter.builder("calibration.runs")
                .description("Runs that ended")
                .tag("state", state)
                .tag("trigger", terminal.job().trigger())
                .register(registry)
                .increment();
        Timer.builder("calibration.run.duration")
                .description("Last attempt of a run, from claim to commit")
                .tag("state", state)
                .register(registry)
                .record(elapsed);
        iterations.record(terminal.currentIter());
        Double over = terminal.maxOver();
        if (over != null) maxOver(terminal.job().examCode()).set(over);
        if (candidates > 0) speed.record(candidates / Math.max(1e-9, elapsed.toNanos() / 1e9));
    }

    /** What a run that is done said of its k values. */
    void judged(String examCode, String verdict) {
        Counter.builder("calibration.verdicts")
                .description("Runs that are done by whether the k values hold the caps")
                .tag("exam", examCode)
                .tag("verdict", verdict)
                .register(registry)
                .increment();
    }

    private AtomicReference<Double> maxOver(String examCode) {
        return maxOver.computeIfAbsent(examCode, exam -> {
            AtomicReference<Double> latest = new AtomicReference<>(Double.NaN);
            Gauge.builder("calibration.run.max.over", latest, AtomicReference::get)
                    .description("Largest rate minus cap in the last iteration of the exam's latest run")
                    .tag("exam", exam)
                    .register(registry);
            return latest;
        });
    }
}
