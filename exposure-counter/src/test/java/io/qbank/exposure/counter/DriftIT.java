package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Alerts on a real broker, where tasks catch up at their own pace, and where processes die. */
class DriftIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LocalDate FIRST = LocalDate.parse("2026-03-10");
    private static final int DAYS = 6;
    private static final int SESSIONS = 250;
    private final String tenant = Samples.unique("tenant");

    @Test
    void eachAlertIsRaisedOnceThoughTheCounterIsKilledAndAReplayRaisesTheSame() throws Exception {
        try (Harness harness = new Harness(4)) {
            harness.produce(bank());
            harness.produce(events(harness.events));
            Process first = harness.fork(Map.of());
            Eventually.eventually(PATIENCE, "an alert is raised", () -> !alerts().isEmpty());

            first.destroyForcibly().waitFor();
            Harness.Running second = harness.start();
            Eventually.eventually(PATIENCE, "the last day is judged", () -> lastIn(alerts(), 1));
            second.stop();
            awaitStarts();
            List<DriftEvent> once = alerts();
            List<CalibrationCommand> starts = starts();
            harness.environment.put("APPLICATION_ID", Samples.unique("replay"));
            harness.environment.put("STATE_DIR", harness.newState());
            harness.start();
            Eventually.eventually(PATIENCE, "the replay has judged the last day", () -> lastIn(alerts(), 2));
            awaitStarts();

            assertEquals(once.stream().distinct().toList(), once);
            assertEquals(once, alerts().subList(once.size(), alerts().size()));
            assertEquals(starts, starts().subList(starts.size(), starts().size()));
            assertEquals(
                    once.stream().map(DriftEvent::jobId).toList(),
                    starts.stream()
                            .map(start -> ((CalibrationCommand.Start) start).jobId())
                            .toList());
            assertTrue(once.size() >= 3, once::toString);
        }
    }

    /** The policy retries a run that changes nothing on the day after, and the drift goes on: the last day has an alert. */
    private boolean lastIn(List<DriftEvent> alerts, int times) {
        return alerts.stream()
                        .filter(alert -> alert.day().equals(FIRST.plusDays(DAYS - 1L)))
                        .count()
                == times;
    }

    /** One transaction writes both, but each topic shows it when its own marker has come. */
    private void awaitStarts() {
        Eventually.eventually(PATIENCE, "each alert has its start", () -> starts().size() == alerts().size());
    }

    private List<DriftEvent> alerts() {
        return Brokers.all(Topics.DRIFT).stream()
                .map(record -> record.value())
                .filter(alert -> alert.tenantId().equals(tenant))
                .toList();
    }

    private List<CalibrationCommand> starts() {
        return Brokers.all(Topics.COMMANDS).stream()
                .map(record -> record.value())
                .filter(command -> command.tenantId().equals(tenant))
                .toList();
    }

    private List<ProducerRecord<byte[], byte[]>> bank() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Instant changed = FIRST.minusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (long question = 1; question <= 20; question++)
            records.add(record(
                    Topics.ITEMS.name(),
                    Keys.item(tenant, question, 1),
                    Json.bytes(new ItemState(
                            tenant,
                            question,
                            1,
                            List.of("EXAM"),
                            1L,
                            1,
                            0,
                            0.2,
                            0.5,
                            0.2,
                            "block",
                            false,
                            null,
                            changed,
                            1)),
                    changed));
        ExamPolicy policy =
                new ExamPolicy(tenant, "EXAM", CalibrationParameters.DEFAULT, true, 0, 5, 0.05, 0.1, null, null, 1);
        records.add(record(Topics.POLICIES.name(), Keys.exam(tenant, "EXAM"), Json.bytes(policy), changed));
        return records;
    }

    /** Items at a rate of .15, but the first rises from day to day; every day in disorder of its own. */
    private List<ProducerRecord<byte[], byte[]>> events(String topic) {
        Random random = new Random(11);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            List<ProducerRecord<byte[], byte[]>> today = new ArrayList<>();
            for (int session = 0; session < SESSIONS; session++)
                for (long question = 1; question <= 20; question++)
                    if (random.nextDouble() < (question == 1 ? 0.2 + 0.06 * day : 0.15))
                        today.add(seen(topic, FIRST.plusDays(day), session, question));
            Collections.shuffle(today, random);
            records.addAll(today);
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> seen(String topic, LocalDate day, int session, long question) {
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(300L * session);
        String id = day + "-" + session;
        QbankEvent event = Samples.presented(tenant, "EXAM", id, question, 1, at);
        return record(topic, id, Json.bytes(event), at);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value, Instant at) {
        return new ProducerRecord<>(topic, null, at.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value);
    }
}
