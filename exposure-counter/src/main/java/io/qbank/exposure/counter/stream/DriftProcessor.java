package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.control.Controls;
import io.qbank.exposure.counter.drift.ExamDrift;
import io.qbank.exposure.counter.drift.ItemDrift;
import io.qbank.exposure.counter.drift.Tested;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.counter.store.DriftExamStore;
import io.qbank.exposure.counter.store.DriftItemStore;
import io.qbank.exposure.counter.store.TotalStore;
import io.qbank.exposure.counter.stream.Announcing.Close;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tests every exam of the task as its days close. A day closes a quarter of an hour after its midnight by the clock, and not
 * before everything that had arrived by then is counted; days that wait for it close in their order, each as if it closed in
 * time. Late events carry the test through the days of the window anew, which may raise a later alert and never takes one
 * back. While a day is open its evidence is shown as provisional and raises nothing. Counting pays nothing for this: per tick
 * it is one look at each exam.
 */
public final class DriftProcessor implements Processor<String, Object, String, Object> {
    static final Duration CLOSES_AFTER = Duration.ofMinutes(15);
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Ticks between two looks at what late events and open days have changed: a minute. */
    private static final int TICKS_A_REVIEW = 60;
    /** Days back of which it is known what was shown. */
    private static final int SHOWN_DAYS = 4;
    /** Swept after so many days: a school's summer must not cost an item its evidence. */
    private static final int KEPT_DAYS = 400;
    /** Time that closing days may take at once; the rest waits for the next tick, so that counting goes on meanwhile. */
    private static final long BUDGET_NANOS = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final Completeness completeness;
    private final Controls controls;
    private final DriftMeters meters;
    private final Map<ExamKey, Review> exams = new HashMap<>();
    private ProcessorContext<String, Object> context;
    private TotalStore totals;
    private DriftExamStore examStore;
    private DriftItemStore itemStore;
    private Announcing announcing;
    private int ticks;

    /** What has changed of an exam since it was last looked at. Not stored: the next change asks for it again. */
    private static final class Review {
        private boolean closedDays;
        private boolean openDays;
        private final Shown shown = new Shown();
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public DriftProcessor(Clock clock, Completeness completeness, Controls controls, DriftMeters meters) {
        this.clock = clock;
        this.completeness = completeness;
        this.controls = controls;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        totals = context.getStateStore(CounterStores.TOTALS);
        examStore = context.getStateStore(CounterStores.DRIFT_EXAMS);
        itemStore = context.getStateStore(CounterStores.DRIFT_ITEMS);
        announcing = new Announcing(clock, context, meters);
        examStore.storedKeys().forEach(exam -> exams.put(exam, new Review()));
        Ticks.every(LOOK_EVERY, context, this::look);
    }

    @Override
    public void process(Record<String, Object> published) {
        if (published.value() instanceof DailySessions row)
            changed(new ExamKey(row.tenantId(), row.examCode()), row.day());
        if (published.value() instanceof DailyExposure row)
            changed(new ExamKey(row.tenantId(), row.examCode()), row.day());
    }

    @Override
    public void close() {
        exams.keySet().forEach(meters::gone);
    }

    private void changed(ExamKey exam, LocalDate date) {
        int day = Math.toIntExact(date.toEpochDay());
        Review review = exams.computeIfAbsent(exam, unknown -> new Review());
        ExamDrift state = examStore.of(exam);
        if (state.open().contains(day)) {
            review.openDays = true;
            return;
        }
        if (state.counted(day, today())) {
            state.reopened(day, close(exam, day, false).delta());
            review.closedDays = true;
        } else review.openDays |= state.open().contains(day);
        examStore.put(exam, state);
    }

    private void look() {
        ticks++;
        long until = System.nanoTime() + BUDGET_NANOS;
        exams.forEach((exam, review) -> {
            while (System.nanoTime() < until && closeNext(exam, review)) review.closedDays = false;
            settle(exam);
            meters.open(exam, examStore.of(exam).open().size());
            if (ticks % TICKS_A_REVIEW == 0) review(exam, review);
        });
        if (ticks % TICKS_A_REVIEW == 0) sweep();
    }

    private void sweep() {
        int before = today() - KEPT_DAYS;
        itemStore.sweep(CountingRules.SWEEP_ENTRIES, stored -> ItemDrift.asOf(stored) < before);
    }

    /** Closes the earliest day that waits for it; false if none does. */
    private boolean closeNext(ExamKey exam, Review review) {
        ExamDrift state = examStore.of(exam);
        OptionalInt next = state.nextToClose();
        if (next.isEmpty()) return false;
        int day = next.getAsInt();
        Instant closes = closes(day);
        if (clock.instant().isBefore(closes) || !completeness.reached(closes)) return false;
        Close close = close(exam, day, true);
        state.close(day, close.delta());
        review.shown.begin(day, day - SHOWN_DAYS);
        Folding folding = folding(exam);
        folding.settle(state, state.settled());
        List<Tested> tested = folding.tested(state.window(), closes);
        announcing.evidence(close, tested, false, review.shown);
        announcing.judge(close, state, folding, tested);
        examStore.put(exam, state);
        context.commit();
        return true;
    }

    /**
     * An exam that rests: late events are no longer expected for the days of its window, and the counts of these days are kept
     * for some weeks only, the evidence longer. What comes all the same (a session resumed days later, a copy of old records)
     * still counts in the totals and does not reach the test.
     */
    private void settle(ExamKey exam) {
        ExamDrift state = examStore.of(exam);
        if (state.window().isEmpty() || today() <= state.windowOver()) return;
        if (!completeness.reached(closes(state.windowOver()))) return;
        folding(exam).settle(state, state.window());
        examStore.put(exam, state);
    }

    private void review(ExamKey exam, Review review) {
        ExamDrift state = examStore.of(exam);
        if (review.closedDays) again(exam, state, review);
        if (review.openDays && !state.open().isEmpty()) provisional(exam, state, review);
        review.closedDays = false;
        review.openDays = false;
    }

    /** Late events have changed closed days: the evidence after each is shown anew, and that after the last is judged. */
    private void again(ExamKey exam, ExamDrift state, Review review) {
        Folding folding = folding(exam);
        for (int day : state.window().keySet()) {
            Close close = close(exam, day, false);
            List<Tested> tested = folding.tested(state.window().headMap(day + 1), close.at());
            announcing.evidence(close, tested, false, review.shown);
            if (day == state.closedThrough()) announcing.judge(close, state, folding, tested);
        }
        examStore.put(exam, state);
    }

    private void provisional(ExamKey exam, ExamDrift state, Review review) {
        Close today = close(exam, state.open().last(), false);
        SortedMap<Integer, Double> days = new TreeMap<>(state.window());
        state.open().forEach(day -> days.put(day, today.delta()));
        announcing.evidence(today, folding(exam).tested(days, clock.instant()), true, review.shown);
    }

    private Close close(ExamKey exam, int day, boolean inTime) {
        return new Close(exam, day, closes(day), controls.policy(exam), inTime);
    }

    private Folding folding(ExamKey exam) {
        return new Folding(exam, new DayCounts(totals, exam), itemStore, controls);
    }

    private int today() {
        return (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    private static Instant closes(int day) {
        return LocalDate.ofEpochDay(day + 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(CLOSES_AFTER);
    }
}
