package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.check.Ledger.Fate;
import io.qbank.exposure.devkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Candidates at their tests, and all that goes wrong with their events on the way: sent twice, much too late, from the
 * future, malformed, and others' events in between. Every exam's first item is shown far above its cap, so that alerts are
 * raised. One thread.
 */
final class EventLoad {
    private static final int AT_ONCE = 60;
    private static final int LENGTH = 10;
    private static final Duration TOO_LATE = Duration.ofHours(49);
    private static final Duration TOO_EARLY = Duration.ofMinutes(10);
    private static final String TOPIC = "events.qbank";
    private final PatientSender sender;
    private final Ledger ledger;
    private final Clock clock;
    private final Random random;
    private final List<Session> sessions = new ArrayList<>();
    private long begun;
    private long events;

    EventLoad(PatientSender sender, Ledger ledger, Clock clock, long seed) {
        this.sender = sender;
        this.ledger = ledger;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** A candidate, and the items that are still before him. */
    private record Session(String id, Exams.Exam exam, Duration behind, List<String> items) {}

    /** Sends one record. */
    void step() {
        while (sessions.size() < AT_ONCE) sessions.add(begin());
        Instant now = clock.instant();
        int chance = random.nextInt(1_000);
        int place = random.nextInt(sessions.size());
        Session session = sessions.get(place);
        if (chance < 10) other(session, now, now.minus(TOO_LATE), Fate.LATE);
        else if (chance < 15) other(session, now, now.plus(TOO_EARLY), Fate.FUTURE);
        else if (chance < 20) foreign(session, now);
        else if (chance < 30) malformed(session, now);
        else {
            // an item goes when it has been answered; until then it may come again and again
            String item = session.items().get(session.items().size() - 1);
            boolean answered = random.nextInt(10) < 6;
            Instant occurred = now.minus(session.behind());
            send(now, session.id(), event(session, item, occurred, answered));
            ledger.event(
                    session.exam().code(),
                    session.id(),
                    item,
                    occurred.atZone(ZoneOffset.UTC).toLocalDate());
            if (answered) session.items().remove(session.items().size() - 1);
            if (session.items().isEmpty()) {
                sessions.remove(place);
                ledger.over(session.id());
            }
        }
    }

    private Session begin() {
        Exams.Exam exam = Exams.any(random);
        List<PoolItem> pool = exam.items();
        List<String> items = new ArrayList<>();
        if (random.nextBoolean()) items.add(name(pool.get(0)));
        while (items.size() < LENGTH) {
            String item = name(pool.get(1 + random.nextInt(pool.size() - 1)));
            if (!items.contains(item)) items.add(item);
        }
        Duration behind = random.nextInt(10) == 0 ? Duration.ofMinutes(random.nextInt(40 * 60)) : Duration.ZERO;
        return new Session("session-" + begun++, exam, behind, items);
    }

    private void other(Session session, Instant now, Instant occurred, Fate fate) {
        send(now, session.id(), event(session, session.items().get(0), occurred, false));
        ledger.fate(fate);
    }

    private void foreign(Session session, Instant now) {
        send(now, session.id(), "{\"type\":\"candidate.seated\",\"session_id\":\"" + session.id() + "\"}");
        ledger.fate(Fate.IGNORED);
    }

    private void malformed(Session session, Instant now) {
        String good = event(session, session.items().get(0), now, false);
        switch (random.nextInt(4)) {
            case 0 -> send(now, session.id(), good.substring(0, good.length() / 2));
            case 1 -> send(now, session.id(), good.replace("\"question_id\":", "\"question\":"));
            case 2 -> send(now, session.id(), good.replace("\"version\":", "\"version\":-"));
            default -> send(now, session.id() + "-not", good);
        }
        ledger.fate(Fate.REJECTED);
    }

    private void send(Instant now, String key, String value) {
        sender.send(new ProducerRecord<>(TOPIC, null, now.toEpochMilli(), key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private String event(Session session, String item, Instant occurred, boolean answered) {
        String[] parts = item.split("/", 2);
        return ("{\"type\":\"%s\",\"event_id\":\"e-%d\",\"tenant_id\":\"%s\",\"exam_code\":\"%s\",\"session_id\":\"%s\","
                        + "\"question_id\":%s,\"version\":%s,\"occurred_at\":\"%s\"}")
                .formatted(
                        answered ? "response.recorded" : "item.presented",
                        events++,
                        Samples.TENANT,
                        session.exam().code(),
                        session.id(),
                        parts[0],
                        parts[1],
                        occurred);
    }

    private static String name(PoolItem item) {
        return item.questionId() + "/" + item.version();
    }
}
