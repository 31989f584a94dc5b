package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.counter.store.PendingStore;
import io.qbank.exposure.counter.store.TotalStore;
import io.qbank.exposure.counter.tally.Cell;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.counter.tally.LiveExams;
import io.qbank.exposure.counter.tally.Tally;
import io.qbank.exposure.counter.tally.TallyBlocks;
import io.qbank.exposure.counter.tally.Total;
import io.qbank.exposure.schemas.topic.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sums the differences of all partitions and publishes the sums, once every row that has changed; after very many rows it
 * rests ({@link CountingRules#ticksToRest}). The task has all of its exams, so a whole pool can be judged here. Rows carry the
 * clock's time, not an event's: topics drop rows by their age, and a replay of last year's events must not have its rows
 * dropped at once.
 */
public final class TotalProcessor implements Processor<byte[], byte[], String, Object> {
    private final CountingRules rules;
    private final Clock clock;
    private final CountMeters meters;
    private ProcessorContext<String, Object> context;
    private TotalStore totals;
    private PendingStore unpublished;
    private KeyValueStore<String, byte[]> items;
    private LiveExams.Share live;
    private int rows;
    private int ticksToRest;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public TotalProcessor(CountingRules rules, Clock clock, CountMeters meters) {
        this.rules = rules;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        totals = context.getStateStore(CounterStores.TOTALS);
        unpublished = context.getStateStore(CounterStores.UNPUBLISHED);
        items = context.getStateStore(CounterStores.ITEMS);
        unpublished.load();
        live = meters.live().join();
        totals.onDay(today(), this::show);
        Ticks.every(rules.publishInterval(), context, this::publish);
        Ticks.every(CountingRules.SWEEP_INTERVAL, context, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ExamKey exam = ExamKey.parse(new String(record.key(), StandardCharsets.UTF_8));
        Tally differences = new Tally();
        TallyBlocks.add(record.value(), differences);
        Tally changed = unpublished.of(exam);
        int today = today();
        differences.days().forEach((day, counted) -> {
            Tally.Day changedDay = changed.on(day);
            counted.items().forEach((question, version, difference) -> {
                Cell cell = new Cell(exam, Cell.Kind.ITEM, day, new Item(question, version));
                Total total = totals.of(cell);
                total.add(0, difference, today);
                totals.put(cell, total);
                changedDay.item(question, version, 1);
            });
            if (add(new Cell(exam, Cell.Kind.SESSIONS, day, Cell.NO_ITEM), counted.sessions(), today))
                changedDay.session(0, 1);
            if (add(new Cell(exam, Cell.Kind.OUTCOMES, day, Cell.NO_ITEM), counted.outcomes(), today))
                changedDay.outcome(0, 1);
        });
    }

    @Override
    public void close() {
        live.leave();
    }

    private boolean add(Cell cell, long[] differences, int today) {
        if (Arrays.stream(differences).allMatch(difference -> difference == 0)) return false;
        Total total = totals.of(cell);
        total.add(differences, today);
        totals.put(cell, total);
        return true;
    }

    private void publish() {
        if (ticksToRest > 0) {
            ticksToRest--;
            return;
        }
        rows = 0;
        long now = clock.millis();
        unpublished.drain((exam, changed) -> changed.days().forEach((day, marked) -> {
            marked.items()
                    .forEach((question, version, times) -> publishItem(exam, day, new Item(question, version), now));
            LocalDate date = LocalDate.ofEpochDay(day);
            String key = Keys.examDay(exam.tenantId(), exam.examCode(), date);
            if (marked.sessions()[0] != 0) {
                Cell cell = new Cell(exam, Cell.Kind.SESSIONS, day, Cell.NO_ITEM);
                Total total = totals.of(cell);
                show(cell, total);
                row(key, Rows.sessions(exam, day, total), now);
            }
            if (marked.outcomes()[0] != 0)
                row(
                        key,
                        Rows.outcomes(exam, day, totals.of(new Cell(exam, Cell.Kind.OUTCOMES, day, Cell.NO_ITEM))),
                        now);
        }));
        if (rows == 0) return;
        ticksToRest = rules.ticksToRest(rows);
        meters.published(rows);
        context.commit();
    }

    private void publishItem(ExamKey exam, int day, Item item, long now) {
        byte[] known = items.get(Keys.item(exam.tenantId(), item.questionId(), item.version()));
        Cell cell = new Cell(exam, Cell.Kind.ITEM, day, item);
        Total total = totals.of(cell);
        show(cell, total);
        long exposures = total.value();
        var row = Rows.item(exam, item, day, exposures, known == null ? null : ItemControl.parse(known));
        row(Keys.itemDay(exam.tenantId(), exam.examCode(), item.questionId(), item.version(), row.day()), row, now);
    }

    private void show(Cell cell, Total total) {
        if (cell.kind() == Cell.Kind.ITEM) live.exposures(cell.exam(), cell.day(), cell.item(), total.value(), today());
        else live.sessions(cell.exam(), cell.day(), total.value(), today());
    }

    private void row(String key, Object row, long now) {
        context.forward(new Record<>(key, row, now));
        rows++;
    }

    private void sweep() {
        int before = today() - CountingRules.TOTALS_DAYS;
        meters.sweptTotals(totals.sweep(CountingRules.SWEEP_ENTRIES, stored -> Total.changedOn(stored) < before));
    }

    private int today() {
        return (int)
                LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).toEpochDay();
    }
}
