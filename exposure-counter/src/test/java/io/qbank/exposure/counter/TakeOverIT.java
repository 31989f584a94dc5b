package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.qbank.exposure.devkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two processes share the work by partitions. One is killed under load: the other takes its partitions over, and the counts
 * are those of an independent recount. The time from the kill until everything written up to then is counted is printed.
 */
class TakeOverIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 500;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theOtherTakesOverWhenOneIsKilledUnderLoadAndCountsStayExact(int standbys) throws Exception {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 100 + standbys).sessions(3_000, 15, MIDNIGHT);
            List<ProducerRecord<byte[], byte[]>> records = traffic.records;
            harness.environment.put("SESSION_TIMEOUT_MS", "6000");
            harness.environment.put("STREAM_THREADS", "1");
            harness.environment.put("STANDBY_REPLICAS", Integer.toString(standbys));
            Process first = harness.fork(ownState());
            Set<String> clients = harness.awaitMembers(PATIENCE, 1);
            harness.fork(ownState());
            harness.awaitMembers(PATIENCE, 2);
            harness.produce(records.subList(0, records.size() / 3));
            harness.awaitSomething(PATIENCE, traffic.tenant);
            CompletableFuture<Void> load = CompletableFuture.runAsync(
                    () -> play(harness, records.subList(records.size() / 3, records.size())));

            Set<Integer> orphans = harness.partitionsOf(clients);
            assertFalse(orphans.isEmpty());
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            long killed = System.nanoTime();
            Map<Integer, Long> ends = harness.ends();
            ends.keySet().retainAll(orphans);
            Eventually.eventually(
                    PATIENCE, "partitions " + orphans + " are counted again", () -> harness.committed(ends));
            long millis = (System.nanoTime() - killed) / 1_000_000;

            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            harness.await(PATIENCE, traffic);
            System.out.printf(
                    "take-over of %d of 4 partitions with %d standby replicas: %d ms after SIGKILL, 6000 of them the session%n",
                    orphans.size(), standbys, millis);
        }
    }

    /** In pieces, each of which waits for its acknowledgements. */
    private static void play(Harness harness, List<ProducerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < records.size(); from += AT_ONCE)
            harness.produce(records.subList(from, Math.min(from + AT_ONCE, records.size())));
    }

    private static Map<String, String> ownState() {
        return Map.of("STATE_DIR", Harness.temporary("counter-state-").toString());
    }
}
