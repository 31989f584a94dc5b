package io.qbank.exposure.calibrator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.Ability;
import io.qbank.exposure.calibrator.engine.Calibration;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.RunObserver;
import io.qbank.exposure.calibrator.engine.simulation.TestForm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code ./qbank bench engine}: candidates a second, beside the reference, in one run. */
public final class EngineBench {
    private final PrintStream out;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final List<Row> rows = new ArrayList<>();

    private EngineBench(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the figures, and writes them to a file if one is given.
     *
     * @throws IOException if the file cannot be written
     */
    public static void run(PrintStream out, @Nullable Path json) throws IOException {
        new EngineBench(out).run(json, new int[] {200, 1_000, 10_000}, 120);
    }

    /** As {@link #run}, for whoever has no command line. */
    public static void main(String[] args) throws IOException {
        run(System.out, args.length == 0 ? null : Path.of(args[0]));
    }

    /** The same with pools and patience of the caller's choice. */
    static void run(PrintStream out, @Nullable Path json, int[] pools, long millis) throws IOException {
        new EngineBench(out).run(json, pools, millis);
    }

    private void run(@Nullable Path json, int[] pools, long millis) throws IOException {
        say(
                "%s %s, %d processors, test length %d, cap .2",
                System.getProperty("java.vm.name"), Runtime.version(), processors, Workload.LENGTH);
        say(
                "%-38s %6s %10s %12s %12s %6s %12s %9s %8s",
                "candidates a second",
                "items",
                "proposals",
                "1 thread",
                "all threads",
                "x",
                "reference",
                "ratio",
                "bytes");
        for (int items : pools) {
            measure(new Workload(items), new Stopwatch(millis));
        }
        double exact = exactMillis(new Workload(1_000));
        say("exact, 1000 items, 161 nodes, until no k moves by 1e-10: %.1f ms", exact);
        if (json != null) {
            Files.writeString(json, json(exact));
        }
    }

    private void measure(Workload work, Stopwatch watch) {
        double[] one = work.kOfOne();
        row(watch, "true ability, k = 1", one, work.blocking(), work.reference(true, false));
        double[] held = work.calibrated(Method.SYMPSON_HETTER, Ability.TRUE, 20_000, 20, processors);
        row(watch, "true ability, converged k", held, work.blocking(), work.reference(true, false));
        double[] damped = work.calibrated(Method.DAMPED, Ability.TRUE, 5_000, 60, processors);
        row(watch, "damped near its fixed point", damped, work.reconsidering(), work.reference(false, false));
        double[] live = work.calibrated(Method.SYMPSON_HETTER, Ability.EAP, 5_000, 12, processors);
        row(watch, "eap, 61 nodes, converged k", live, work.estimating(), work.reference(true, true));
    }

    private void row(Stopwatch watch, String what, double[] k, Supplier<TestForm> form, Supplier<TestForm> reference) {
        Stopwatch.Reading single = watch.read(k.length, form, k, 1);
        Stopwatch.Reading all = watch.read(k.length, form, k, processors);
        Stopwatch.Reading slow = watch.read(k.length, reference, k, 1);
        Row row = new Row(
                what,
                k.length,
                single.proposals(),
                single.perSecond(),
                all.perSecond(),
                slow.perSecond(),
                single.allocated());
        rows.add(row);
        say(
                "%-38s %6d %10.1f %,12.0f %,12.0f %6.2f %,12.1f %,9.0f %8.2f",
                what,
                row.items(),
                row.proposals(),
                row.oneThread(),
                row.allThreads(),
                row.scaling(),
                row.reference(),
                row.ratio(),
                row.allocated());
    }

    private static double exactMillis(Workload work) {
        Plan plan = Plan.builder().method(Method.EXACT).testLen(30).verifyN(0).build();
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 30; i++) {
            long start = System.nanoTime();
            Calibration.run(work.pool(), plan, RunObserver.NONE);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    private String json(double exactMillis) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("java", Runtime.version().toString())
                .put("processors", processors)
                .put("test_len", Workload.LENGTH)
                .put("exact_ms", exactMillis);
        for (Row row : rows) {
            root.withArray("rows")
                    .addObject()
                    .put("what", row.what())
                    .put("items", row.items())
                    .put("proposals_per_candidate", row.proposals())
                    .put("one_thread", row.oneThread())
                    .put("all_threads", row.allThreads())
                    .put("reference", row.reference())
                    .put("ratio", row.ratio())
                    .put("allocated_bytes_per_candidate", row.allocated());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private void say(String line, Object... values) {
        out.printf(Locale.ROOT, line + "%n", values);
    }
}
