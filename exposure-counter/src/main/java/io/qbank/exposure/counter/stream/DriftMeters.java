package io.qbank.exposure.counter.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.qbank.exposure.counter.drift.Tested;
import io.qbank.exposure.counter.tally.ExamKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The test as Prometheus sees it: thresholds, the items with the most evidence, alerts. Thread-safe. */
public final class DriftMeters {
    /** Items of an exam that have a series: those nearest to an alert. */
    static final int ITEMS = 20;

    private final MeterRegistry registry;
    private final MultiGauge evidence;
    private final MultiGauge thresholds;
    private final MultiGauge openDays;
    private final Map<ExamKey, Latest> exams = new ConcurrentHashMap<>();
    private final Map<ExamKey, Integer> open = new ConcurrentHashMap<>();

    private record Latest(double lnThreshold, List<Tested> foremost) {}

    public DriftMeters(MeterRegistry registry) {
        this.registry = registry;
        evidence = MultiGauge.builder("qbank.drift.ln.e")
                .description(
                        "Natural logarithm of the evidence that an item's exposure is above its cap, after the last"
                                + " closed day; the " + ITEMS + " items of an exam with the most")
                .register(registry);
        openDays = MultiGauge.builder("qbank.drift.days.open")
                .description(
                        "Days with sessions that are not judged yet: today, and for a while after midnight yesterday")
                .register(registry);
        thresholds = MultiGauge.builder("qbank.drift.threshold.ln")
                .description("Natural logarithm of the evidence with which one item alone raises an alert")
                .register(registry);
    }

    /** So many days of the exam with sessions are not judged yet. */
    void open(ExamKey exam, int days) {
        Integer before = open.put(exam, days);
        if (before == null || before != days) showOpen();
    }

    /** A day was judged. */
    synchronized void judged(ExamKey exam, double threshold, List<Tested> tested) {
        List<Tested> foremost = tested.stream()
                .sorted(Comparator.comparingDouble(Tested::lnE).reversed())
                .limit(ITEMS)
                .toList();
        exams.put(exam, new Latest(Math.log(threshold), foremost));
        show();
    }

    /** An alert was raised. */
    void alerted(ExamKey exam, boolean run) {
        Counter.builder("qbank.drift.alerts")
                .description("Alerts: days on which the evidence of some items of an exam was enough")
                .tags(tags(exam))
                .register(registry)
                .increment();
        Counter.builder("qbank.drift.runs")
                .description("Calibrations that alerts asked for, by whether the policy let them")
                .tags(tags(exam).and("outcome", run ? "started" : "refused"))
                .register(registry)
                .increment();
    }

    /** The exam is tested by another task now. */
    synchronized void gone(ExamKey exam) {
        if (exams.remove(exam) != null) show();
        if (open.remove(exam) != null) showOpen();
    }

    private synchronized void showOpen() {
        List<MultiGauge.Row<?>> days = new ArrayList<>();
        open.forEach((exam, count) -> days.add(MultiGauge.Row.of(tags(exam), count)));
        openDays.register(days, true);
    }

    private void show() {
        List<MultiGauge.Row<?>> items = new ArrayList<>();
        List<MultiGauge.Row<?>> levels = new ArrayList<>();
        exams.forEach((exam, latest) -> {
            levels.add(MultiGauge.Row.of(tags(exam), latest.lnThreshold()));
            latest.foremost()
                    .forEach(one -> items.add(MultiGauge.Row.of(
                            tags(exam)
                                    .and("question_id", Long.toString(one.item().questionId()))
                                    .and("version", Integer.toString(one.item().version())),
                            one.lnE())));
        });
        evidence.register(items, true);
        thresholds.register(levels, true);
    }

    private static Tags tags(ExamKey exam) {
        return Tags.of("tenant", exam.tenantId(), "exam", exam.examCode());
    }
}
