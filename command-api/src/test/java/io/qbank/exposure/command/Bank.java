package io.qbank.exposure.command;

import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunResult;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the topics what calibrator, relay and counter would write. */
public final class Bank implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final String tenant;
    private final Clock clock;
    private final AtomicLong lsn = new AtomicLong();

    Bank(String bootstrap, String tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void publishes(ItemState item) {
        send(Topics.ITEMS, Keys.item(tenant, item.questionId(), item.version()), item);
    }

    public void unpublishes(long questionId, int version) {
        put(new ProducerRecord<>(Topics.ITEMS.name(), Keys.item(tenant, questionId, version), null));
    }

    public ItemState item(String exam, long questionId, double k) {
        return item(exam, questionId, k, "block", false);
    }

    public ItemState item(String exam, long questionId, double k, String rejection, boolean locked) {
        return new ItemState(
                tenant,
                questionId,
                1,
                List.of(exam),
                7L,
                1.0,
                0.0,
                0.2,
                k,
                0.2,
                rejection,
                locked,
                null,
                clock.instant(),
                lsn.incrementAndGet());
    }

    public void counts(String exam, LocalDate day, long questionId, long exposures) {
        send(
                Topics.DAILY,
                Keys.itemDay(tenant, exam, questionId, 1, day),
                new DailyExposure(tenant, exam, questionId, 1, day, exposures, 0.5, 0.2));
    }

    public void sessions(String exam, LocalDate day, long sessions) {
        send(Topics.SESSIONS, Keys.examDay(tenant, exam, day), new DailySessions(tenant, exam, day, sessions, null));
    }

    public void answers(String commandId, String status, String reason) {
        send(
                Topics.COMMAND_OUTCOMES,
                commandId,
                new CommandOutcome(commandId, tenant, "control.set", status, reason, null, clock.instant()));
    }

    public void steps(String exam, String jobId, int attempt, int seq, RunState state, int iter) {
        boolean done = state == RunState.DONE;
        boolean counted = iter > 0;
        RunResult result = done ? new RunResult(300, List.of(new IterationPoint(1, 0.1, 0.05)), null) : null;
        Progress step = new Progress(
                jobId,
                attempt,
                seq,
                tenant,
                exam,
                state,
                clock.instant(),
                clock.instant(),
                "tester",
                Trigger.API,
                iter,
                5,
                counted ? 0.1 : null,
                counted ? 0.05 : null,
                null,
                result,
                state == RunState.FAILED ? "broken" : null);
        int partitions = producer.partitionsFor(Topics.PROGRESS.name()).size();
        put(new ProducerRecord<>(
                Topics.PROGRESS.name(),
                Progress.partition(jobId, partitions),
                clock.millis(),
                step.key(),
                Json.bytes(step)));
    }

    public <T> void send(Topic<T> topic, String key, T value) {
        put(new ProducerRecord<>(topic.name(), null, clock.millis(), key, Json.bytes(value)));
    }

    @Override
    public void close() {
        producer.close();
    }

    /** Returns when the broker has it. */
    private void put(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
