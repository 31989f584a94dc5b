package io.qbank.exposure.counter;

import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events of many sessions at once, out of order, over midnight, some twice; and a straightforward recount of them. */
final class Traffic {
    final String tenant = Samples.unique("tenant");
    final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    final Counts expected = new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private final String topic;
    private final Random random;
    private final Map<String, LocalDate> days = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** What readers of the counter's topics should see: exposures by item and day, sessions by day, records by outcome. */
    record Counts(Map<String, Long> exposures, Map<LocalDate, Long> sessions, Map<String, Long> outcomes) {}

    Traffic(String topic, long seed) {
        this.topic = topic;
        this.random = new Random(seed);
    }

    /** Sessions that begin within an hour before and an hour after midnight. */
    Traffic sessions(int sessions, int items, Instant midnight) {
        List<List<QbankEvent>> open = new ArrayList<>();
        for (int s = 0; s < sessions; s++) open.add(session("s" + s + "-" + random.nextInt(1_000), items, midnight));
        while (!open.isEmpty()) {
            int next = random.nextInt(open.size());
            List<QbankEvent> session = open.get(next);
            // a little disorder within the session too
            QbankEvent event = session.remove(random.nextInt(Math.min(3, session.size())));
            send(event);
            if (random.nextInt(12) == 0) send(event);
            if (session.isEmpty()) open.remove(next);
        }
        return this;
    }

    /** The same records under no key or under one that many sessions share. */
    Traffic scattered() {
        records.replaceAll(record -> new ProducerRecord<>(
                record.topic(),
                null,
                record.timestamp(),
                random.nextBoolean() ? null : new byte[] {(byte) random.nextInt(50)},
                record.value()));
        return this;
    }

    private List<QbankEvent> session(String session, int items, Instant midnight) {
        Instant at = midnight.plusSeconds(random.nextInt(7_200) - 3_600);
        List<QbankEvent> events = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            long question = 1 + (long) Math.floor(200 * random.nextDouble() * random.nextDouble());
            events.add(Samples.presented(tenant, "EXAM", session, question, 1, at));
            at = at.plusSeconds(20 + random.nextInt(60));
            events.add(Samples.recorded(tenant, "EXAM", session, question, 1, at));
        }
        return events;
    }

    private void send(QbankEvent event) {
        long delay = random.nextInt(20) == 0 ? Duration.ofHours(40).toMillis() : random.nextInt(5_000);
        long arrives = event.occurredAt().toEpochMilli() + delay;
        byte[] key = event.sessionId().getBytes(StandardCharsets.UTF_8);
        records.add(new ProducerRecord<>(topic, null, arrives, key, Json.bytes(event)));
        count(event);
    }

    private void count(QbankEvent event) {
        LocalDate day = days.get(event.sessionId());
        if (day == null) {
            day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
            days.put(event.sessionId(), day);
            expected.sessions.merge(day, 1L, Long::sum);
        }
        boolean first = seen.add(event.sessionId() + "/" + event.questionId());
        expected.outcomes.merge(first ? "counted" : "duplicate", 1L, Long::sum);
        if (first) expected.exposures.merge(event.questionId() + "/" + day, 1L, Long::sum);
    }
}
