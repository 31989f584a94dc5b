package io.qbank.exposure.demo.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Events of candidates at work, as an adaptive test produces them: some thousands of sessions at a time, few items shown to
 * very many and many to few, one event in twenty sent twice. About 240 bytes each, and their key. The same seed gives the
 * same events.
 *
 * <p>Popularity falls with the square of the rank, cut into a distribution by inversion: of 10,000 items the first hundred
 * get a tenth of all exposures, which is what maximum information does under a cap.
 */
final class BenchEvents {
    private static final int DUPLICATES_IN_100 = 5;
    private final String tenant = UUID.randomUUID().toString();
    private final SplittableRandom random = new SplittableRandom(20_260_310);
    private final int items;
    private final int itemsPerSession;
    private long events;
    private long exposures;
    private long sessions;
    private long lastItem;
    private boolean lastIsNew;

    /** Takes one event. */
    interface Sender {
        void send(byte[] key, byte[] value, Instant at);
    }

    BenchEvents(int items, int itemsPerSession) {
        this.items = items;
        this.itemsPerSession = itemsPerSession;
    }

    String tenant() {
        return tenant;
    }

    /** How many were played, duplicates too. */
    long events() {
        return events;
    }

    /** How many of them count. */
    long exposures() {
        return exposures;
    }

    /** How many sessions were begun. */
    long sessions() {
        return sessions;
    }

    int itemsPerSession() {
        return itemsPerSession;
    }

    /** The question of the event that was sent last. */
    long lastItem() {
        return lastItem;
    }

    /** Whether it was sent for the first time. */
    boolean lastIsNew() {
        return lastIsNew;
    }

    /** Plays whole sessions, a number of them at a time.  */
    void play(int count, int atATime, Instant from, Sender send) {
        Sitting[] open = new Sitting[Math.min(atATime, count)];
        int begun = 0;
        for (; begun < open.length; begun++) open[begun] = new Sitting();
        int live = open.length;
        long step = 0;
        while (live > 0) {
            int next = random.nextInt(live);
            Instant at = from.plusMillis(28 * step++ % 86_400_000L);
            byte[] value = open[next].next(at);
            boolean twice = random.nextInt(100) < DUPLICATES_IN_100;
            lastIsNew = true;
            events++;
            exposures++;
            send.send(open[next].key, value, at);
            if (twice) {
                lastIsNew = false;
                events++;
                send.send(open[next].key, value, at);
            }
            if (open[next].done()) {
                if (begun < count) {
                    open[next] = new Sitting();
                    begun++;
                } else {
                    open[next] = open[--live];
                }
            }
        }
    }

    /** One candidate. */
    private final class Sitting {
        private final String session = new UUID(random.nextLong(), random.nextLong()).toString();
        private final byte[] key = session.getBytes(StandardCharsets.UTF_8);
        private final BitSet seen = new BitSet(items);
        private int shown;

        Sitting() {
            sessions++;
        }

        byte[] next(Instant at) {
            int item = draw();
            while (seen.get(item)) item = draw();
            seen.set(item);
            shown++;
            lastItem = item + 1L;
            return ("{\"type\":\"item.presented\",\"event_id\":\"e-" + events + "\",\"tenant_id\":\"" + tenant
                            + "\",\"exam_code\":\"BENCH\",\"session_id\":\"" + session + "\",\"question_id\":"
                            + (item + 1)
                            + ",\"version\":1,\"occurred_at\":\"" + at + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }

        boolean done() {
            return shown == itemsPerSession;
        }

        private int draw() {
            double u = random.nextDouble();
            return (int) (items * u * u);
        }
    }
}
