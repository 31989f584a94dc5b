package io.qbank.exposure.demo.bench;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long one waits on a running system: from an event to its count on exposure.daily, and from a command to the first
 * progress of its run. One at a time, so that what is measured is waiting and not queueing; the load, if there is to be one,
 * is played beside it.
 */
public final class LatencyBench {
    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    private static final long BETWEEN_NANOS = Duration.ofMillis(20).toNanos();

    private final String bootstrap;
    private final String tenant;
    private final String exam;
    private final Clock clock;

    /**
     * Measures nothing yet.
     *
     * @param exam whose pool the runs calibrate, without writing
     * @param clock stamps the events and the commands
     */
    public LatencyBench(String bootstrap, String tenant, String exam, Clock clock) {
        this.bootstrap = bootstrap;
        this.tenant = tenant;
        this.exam = exam;
        this.clock = clock;
    }

    /**
     * Sends events and commands, and prints what each waited.
     *
     * @throws IllegalStateException if one is not answered within 30 s
     */
    public void run(int events, int commands, PrintStream out) {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            print(out, "event to count on exposure.daily", events(producer, events));
            print(out, "command to first progress", commands(producer, commands));
        }
    }

    private long[] events(Producer<String, byte[]> producer, int count) {
        String mark = "latency-" + UUID.randomUUID();
        long[] waited = new long[count];
        try (TailReader counts = TailReader.open(bootstrap, Topics.DAILY.name())) {
            for (int i = 0; i < count; i++) {
                long question = i + 1L;
                QbankEvent event = new QbankEvent.ItemPresented(
                        mark + i, tenant, mark, mark + i, question, 1, clock.instant(), null, null);
                long sent = send(producer, Topics.EVENTS.name(), mark + i, event);
                counts.await(tenant + '/' + mark + '/' + question + '/', value -> true, GIVE_UP);
                waited[i] = System.nanoTime() - sent;
                // Off the beat of the counter's flushes: events arrive at any moment of one.
                LockSupport.parkNanos(BETWEEN_NANOS + (i * 7_919L % 250) * 1_000_000);
            }
        }
        return waited;
    }

    private long[] commands(Producer<String, byte[]> producer, int count) {
        long[] waited = new long[count];
        CalibrationParameters parameters = Json.read(
                "{\"n\":200,\"iters\":1,\"test_len\":5,\"verify_n\":0,\"dry_run\":true}", CalibrationParameters.class);
        try (TailReader progress = TailReader.open(bootstrap, Topics.PROGRESS.name())) {
            for (int i = 0; i < count; i++) {
                String job = UUID.randomUUID().toString();
                CalibrationCommand command = new CalibrationCommand.Start(
                        job, tenant, "bench", clock.instant(), Trigger.CLI, job, exam, parameters, null);
                long sent = send(producer, Topics.COMMANDS.name(), command.key(), command);
                progress.await(job + '/', value -> state(value) != RunState.QUEUED, GIVE_UP);
                waited[i] = System.nanoTime() - sent;
                progress.await(job + '/', value -> state(value).terminal(), GIVE_UP);
            }
        }
        return waited;
    }

    private long send(Producer<String, byte[]> producer, String topic, String key, Object message) {
        long now = System.nanoTime();
        try {
            producer.send(new ProducerRecord<>(topic, null, clock.millis(), key, Json.bytes(message)))
                    .get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException refused) {
            throw new KafkaException("the brokers did not take a record for " + topic, refused.getCause());
        }
        return now;
    }

    private static RunState state(byte[] value) {
        return Json.read(value, Progress.class).state();
    }

    private static void print(PrintStream out, String what, long[] nanos) {
        if (nanos.length == 0) return;
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        out.printf(
                Locale.ROOT,
                "%-34s n %5d   p50 %6.1f ms   p99 %6.1f ms   most %6.1f ms%n",
                what,
                sorted.length,
                at(sorted, 0.50),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}
