package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.decode.Decoded;
import io.qbank.exposure.counter.decode.EventDecoder;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.counter.store.PendingStore;
import io.qbank.exposure.counter.store.SessionStore;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Outcome;
import io.qbank.exposure.counter.tally.Session;
import io.qbank.exposure.counter.tally.SessionKey;
import io.qbank.exposure.counter.tally.Tally;
import io.qbank.exposure.counter.tally.TallyBlocks;
import io.qbank.exposure.counter.tally.ThetaBins;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decides what becomes of each record, and counts it. The task has all events of its sessions, so it can tell what is new.
 * Counts leave it in one record an exam and tick, as differences; rejected records leave it at once.
 */
public final class CountProcessor implements Processor<byte[], byte[], byte[], Flow> {
    private static final int DAY_MS = 86_400_000;
    private final CountingRules rules;
    private final Clock clock;
    private final CountMeters meters;
    private final EventDecoder decoder = new EventDecoder();
    private final TaskTime time;
    private ProcessorContext<byte[], Flow> context;
    private SessionStore sessions;
    private PendingStore unsent;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public CountProcessor(CountingRules rules, Clock clock, CountMeters meters) {
        this.rules = rules;
        this.clock = clock;
        this.meters = meters;
        this.time = new TaskTime(clock);
    }

    @Override
    public void init(ProcessorContext<byte[], Flow> context) {
        this.context = context;
        sessions = context.getStateStore(CounterStores.SESSIONS);
        unsent = context.getStateStore(CounterStores.UNSENT);
        unsent.load();
        Ticks.every(rules.flushInterval(), context, this::flush);
        Ticks.every(CountingRules.SWEEP_INTERVAL, context, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Decoded decoded = decoder.decode(record.value());
        Outcome outcome;
        if (decoded instanceof Decoded.Sighting sighting) outcome = sighting(record, sighting);
        else if (decoded instanceof Decoded.Broken broken) outcome = reject(record, broken.kind(), broken.reason());
        else outcome = Outcome.IGNORED;
        Tally tally = unsent.of(decoded.exam());
        tally.on(day(record.timestamp())).outcome(outcome.code(), 1);
        if (tally.cells() > CountingRules.FLUSH_CELLS) flush();
    }

    private Outcome sighting(Record<byte[], byte[]> record, Decoded.Sighting event) {
        long at = record.timestamp();
        if (!keyed(record.key(), event.sessionId()))
            return reject(
                    record,
                    RejectionKind.WRONG_KEY,
                    "the record's key must be its session_id; topics with other keys need EVENTS_KEYED_BY_SESSION=false");
        if (at - event.occurredAt() > CountingRules.LATE_MS) return Outcome.LATE;
        if (event.occurredAt() - at > CountingRules.FUTURE_MS) return Outcome.FUTURE;
        SessionKey key = new SessionKey(event.exam(), event.sessionId());
        Session known = sessions.find(key);
        boolean first = known == null || at - known.heardUntil() > CountingRules.REMEMBERED_MS;
        Session session = known == null || first ? new Session(day(event.occurredAt())) : known;
        if (session.size() >= rules.sessionItems() && !session.saw(event.questionId(), event.version()))
            return reject(
                    record,
                    RejectionKind.TOO_LARGE,
                    "a session must not have more than " + rules.sessionItems() + " items");
        return count(event, key, session, first, time.observe(at));
    }

    private Outcome count(Decoded.Sighting event, SessionKey key, Session session, boolean first, long heardAt) {
        int binBefore = session.thetaBin();
        boolean unseen = session.see(event.questionId(), event.version());
        boolean heard = session.hear(heardAt);
        boolean estimated = session.estimate(ThetaBins.of(event.theta()), event.occurredAt());
        if (unseen || heard || estimated) sessions.put(key, session);
        if (!unseen && !estimated) return Outcome.DUPLICATE;
        Tally.Day day = unsent.of(event.exam()).on(session.day());
        if (first) day.session(0, 1);
        if (session.thetaBin() != binBefore) {
            if (binBefore != ThetaBins.NONE) day.session(1 + binBefore, -1);
            day.session(1 + session.thetaBin(), 1);
        }
        if (!unseen) return Outcome.DUPLICATE;
        day.item(event.questionId(), event.version(), 1);
        return Outcome.COUNTED;
    }

    private Outcome reject(Record<byte[], byte[]> record, RejectionKind kind, String reason) {
        context.forward(Rejections.of(record, context.recordMetadata().orElseThrow(), kind, reason, clock.millis()));
        return Outcome.of(kind);
    }

    private void flush() {
        long now = clock.millis();
        unsent.drain((exam, tally) -> send(exam, tally, now));
    }

    private void send(ExamKey exam, Tally tally, long now) {
        byte[] key = exam.text().getBytes(StandardCharsets.UTF_8);
        for (byte[] block : TallyBlocks.of(tally))
            context.forward(new Record<byte[], Flow>(key, new Flow.Counted(block), now));
        meters.counted(exam.tenantId(), tally);
        context.commit();
    }

    private void sweep() {
        if (!time.known()) return;
        long before = time.reached() - CountingRules.SWEEP_AFTER_MS;
        meters.swept(sessions.sweep(CountingRules.SWEEP_ENTRIES, stored -> Session.heardUntil(stored) < before));
    }

    private static int day(long millis) {
        return (int) Math.floorDiv(millis, (long) DAY_MS);
    }

    private static boolean keyed(byte[] key, String session) {
        if (key == null) return false;
        if (key.length == session.length()) {
            int same = 0;
            while (same < key.length && key[same] == session.charAt(same)) same++;
            if (same == key.length) return true;
        }
        return Arrays.equals(key, session.getBytes(StandardCharsets.UTF_8));
    }
}
