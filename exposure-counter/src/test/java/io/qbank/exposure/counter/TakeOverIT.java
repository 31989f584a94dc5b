package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Two processes share the work by partitions. One is killed under load, or one after the other is stopped and started again
 * as by an upgrade: the other takes its partitions over, and the counts are those of an independent recount. How long it takes
 * until everything written up to then is counted is printed.
 */
class TakeOverIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 500;

    @Test
    void theOtherTakesOverWhenOneIsKilledUnderLoadAndCountsStayExact() throws Exception {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 100).sessions(3_000, 15, MIDNIGHT);
            List<ProducerRecord<byte[], byte[]>> records = traffic.records;
            harness.environment.put("SESSION_TIMEOUT_MS", "6000");
            harness.environment.put("STREAM_THREADS", "1");
            Process first = harness.fork(ownState(harness));
            Set<String> clients = harness.group().awaitMembers(PATIENCE, 1);
            harness.fork(ownState(harness));
            harness.group().awaitMembers(PATIENCE, 2);
            harness.produce(records.subList(0, records.size() / 3));
            harness.awaitSomething(PATIENCE, traffic);
            CompletableFuture<Void> load = CompletableFuture.runAsync(
                    () -> play(harness, records.subList(records.size() / 3, records.size())));

            Set<Integer> orphans = harness.group().partitionsOf(clients);
            assertFalse(orphans.isEmpty());
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            long killed = System.nanoTime();
            Map<Integer, Long> ends = harness.ends();
            ends.keySet().retainAll(orphans);
            Eventually.eventually(
                    PATIENCE,
                    "partitions " + orphans + " are counted again",
                    () -> harness.group().committed(ends));
            long millis = millisSince(killed);

            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            harness.await(PATIENCE, traffic);
            System.out.printf(
                    "take-over of %d of 4 partitions: %d ms after SIGKILL, 6000 of them the session%n",
                    orphans.size(), millis);
        }
    }

    @Test
    void aRollingRestartUnderLoadLeavesNoGapAndCountsNothingTwice() throws Exception {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 101).sessions(3_000, 15, MIDNIGHT);
            List<ProducerRecord<byte[], byte[]>> records = traffic.records;
            harness.environment.put("STREAM_THREADS", "1");
            harness.environment.put("STANDBY_REPLICAS", "1");
            List<Map<String, String>> folders = List.of(ownState(harness), ownState(harness));
            List<Process> running = new ArrayList<>();
            for (Map<String, String> folder : folders) running.add(harness.fork(folder));
            harness.group().awaitMembers(PATIENCE, 2);
            harness.produce(records.subList(0, records.size() / 3));
            harness.awaitSomething(PATIENCE, traffic);
            CompletableFuture<Void> load = CompletableFuture.runAsync(
                    () -> play(harness, records.subList(records.size() / 3, records.size())));

            for (int i = 0; i < running.size(); i++) {
                Process old = running.get(i);
                long stopped = System.nanoTime();
                old.destroy();
                assertTrue(old.waitFor(10, TimeUnit.SECONDS), "it drains within ten seconds");
                assertEquals(0, old.exitValue());
                long drained = millisSince(stopped);
                Map<Integer, Long> ends = harness.ends();
                Eventually.eventually(
                        PATIENCE,
                        "the other counts them all",
                        () -> harness.group().committed(ends));
                System.out.printf(
                        "rolling restart: drained in %d ms, all of the events counted on %d ms after SIGTERM%n",
                        drained, millisSince(stopped));
                harness.fork(folders.get(i));
                harness.group().awaitMembers(PATIENCE, 2);
            }

            load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            harness.await(PATIENCE, traffic);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    /** In pieces, each of which waits for its acknowledgements. */
    private static void play(Harness harness, List<ProducerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < records.size(); from += AT_ONCE)
            harness.produce(records.subList(from, Math.min(from + AT_ONCE, records.size())));
    }

    private static Map<String, String> ownState(Harness harness) {
        return Map.of("STATE_DIR", harness.newState());
    }
}
