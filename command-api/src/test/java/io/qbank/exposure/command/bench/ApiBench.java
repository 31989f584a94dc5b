package io.qbank.exposure.command.bench;

import io.qbank.exposure.command.CommandApi;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.devkit.DevKafka;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Measures the API on a full topic: how long a start takes with 35 days of 10,000 items, and how many can_serve requests a
 * second it answers with the load generator beside it. Not a test: run its main when something in the views, the feed or the
 * server changes, and note the figures.
 */
public final class ApiBench {
    private static final String TENANT = "bench";
    private static final String EXAM = "EXAM";
    private static final int ITEMS = 10_000;
    private static final int DAYS = 35;

    private ApiBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        try (DevKafka kafka = DevKafka.start(Files.createTempDirectory("api-bench"), 0)) {
            kafka.createTopics(Topics.all());
            fill(kafka.bootstrap());
            long before = System.nanoTime();
            try (CommandApi api = CommandApi.start(config(kafka.bootstrap()), Clock.systemUTC())) {
                while (!api.ready()) LockSupport.parkNanos(1_000_000);
                System.out.printf("ready after %.1f s%n", (System.nanoTime() - before) / 1e9);
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        "heap %d MB, broker's included%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
                String token = TestTokens.of(TENANT, "delivery");
                HttpLoad load = new HttpLoad(api.port(), token, EXAM, ITEMS);
                System.out.println("warming up: " + load.run(connections, seconds));
                System.out.println("can_serve, one item a request: " + load.run(connections, seconds));
            }
        }
        System.exit(0);
    }

    private static void fill(String bootstrap) {
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "linger.ms",
                        20,
                        "batch.size",
                        131_072,
                        // The first batches may meet partitions that are not yet led; none may overtake another then.
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int question = 1; question <= ITEMS; question++) {
                ItemState item = new ItemState(
                        TENANT,
                        question,
                        1,
                        List.of(EXAM),
                        question % 20L,
                        1,
                        0,
                        0.2,
                        0.5,
                        0.2,
                        "block",
                        false,
                        null,
                        null,
                        question);
                send(producer, Topics.ITEMS, Keys.item(TENANT, question, 1), item);
            }
            for (int back = 0; back < DAYS; back++) {
                LocalDate day = today.minusDays(back);
                send(
                        producer,
                        Topics.SESSIONS,
                        Keys.examDay(TENANT, EXAM, day),
                        new DailySessions(TENANT, EXAM, day, 10_000, null));
                for (int question = 1; question <= ITEMS; question++)
                    send(
                            producer,
                            Topics.DAILY,
                            Keys.itemDay(TENANT, EXAM, question, 1, day),
                            new DailyExposure(TENANT, EXAM, question, 1, day, question % 400, 0.5, 0.2));
            }
            producer.flush();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flushed at the end; a lost record shows in the answers
    private static <T> void send(KafkaProducer<String, byte[]> producer, Topic<T> topic, String key, T value) {
        producer.send(new ProducerRecord<>(topic.name(), key, Json.bytes(value)));
    }

    private static CommandApiConfig config(String bootstrap) {
        return CommandApiConfig.from(Map.of(
                "KAFKA_BOOTSTRAP",
                bootstrap,
                "APP_TENANT_ID",
                TENANT,
                "APP_SECRET",
                TestTokens.SECRET,
                "HTTP_PORT",
                "0"));
    }
}
