package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.CounterDriver.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.counter.decode.Mutations;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Events that are slightly or wholly broken: none stops the stream, none is lost, each has one outcome and a reason.
 * {@link ExactCountIT} plays ten times as many on a broker: the driver here writes all state to disk after each record.
 */
class FuzzTest {
    /** Seldom, it would be slow: the driver commits after each record, and a commit writes what waits for the tick. */
    private static final int TICK = 20;

    private static final Duration FLUSH = Duration.ofMillis(10);

    @ParameterizedTest
    @CsvSource({"true, 10000", "false, 4000"})
    void everyMutatedEventHasOneOutcomeAndEveryRejectionAReason(String keyedBySession, int events) {
        long seed = Long.getLong("fuzz.seed", 20_260_311L);
        String which = "again with -Dfuzz.seed=" + seed + ", keyed by session " + keyedBySession;
        List<ProducerRecord<byte[], byte[]>> records =
                new Traffic(Topics.EVENTS.name(), seed).sessions(300, 10, NOON.plusSeconds(43_200)).records;
        Mutations mutations = new Mutations(seed);
        Outcomes outcomes = new Outcomes();
        try (CounterDriver counter =
                CounterDriver.start(Map.of("EVENTS_KEYED_BY_SESSION", keyedBySession, "FLUSH_INTERVAL_MS", "10"))) {
            for (int played = 0; played < events; played++) {
                ProducerRecord<byte[], byte[]> record = records.get(played % records.size());
                byte[] value = mutations.of(record.value());
                try {
                    counter.play(record.key(), value, record.timestamp());
                } catch (RuntimeException stopped) {
                    throw new AssertionError(
                            which + ": stopped by event " + played + ", "
                                    + new String(value, StandardCharsets.ISO_8859_1),
                            stopped);
                }
                if (played % TICK == 0) outcomes.read(counter.tick(FLUSH).dropChangelogs());
            }
            outcomes.read(counter.tick(FLUSH));
        }

        assertEquals(events, outcomes.sum(DailyOutcomes::total), which);
        assertEquals(
                outcomes.sum(day -> day.rejected().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                outcomes.rejections,
                which);
        assertEquals(0, outcomes.withoutReason, which);
    }

    /** Sums what is published. */
    private static final class Outcomes {
        private final Map<String, DailyOutcomes> latest = new HashMap<>();
        private long rejections;
        private long withoutReason;

        void read(CounterDriver counter) {
            counter.written(Topics.OUTCOMES).forEach(record -> latest.put(record.key(), record.value()));
            counter.rejected().forEach(record -> {
                rejections++;
                var reason = record.headers().lastHeader(RejectionHeaders.REASON);
                if (reason == null || reason.value().length < 10) withoutReason++;
            });
        }

        long sum(ToLongFunction<DailyOutcomes> number) {
            return latest.values().stream().mapToLong(number).sum();
        }
    }
}
