package io.qbank.exposure.counter;

import io.qbank.exposure.counter.stream.Completeness;
import io.qbank.exposure.schemas.service.Duty;
import io.qbank.exposure.schemas.service.DutyThread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out how far the application has counted, over all its instances: notes where the topic of events ends, waits until the
 * group has committed that, then does the same with each internal topic on the way to the totals. So what lay on the topic at
 * the first look is in the totals at the last, also after an outage or in a replay, and partitions that nobody writes to do
 * not matter. Looks only while somebody asks. {@link #reached} is thread-safe.
 *
 * <p>A commit may hold counts that wait for the next flush, so each further look is preceded by a pause of several flushes.
 * Should a task be held up for longer than that, the counts it still owes reach their day as late ones do: the day is carried
 * through the test again.
 */
final class CaughtUp implements Completeness, Duty, AutoCloseable {
    private static final Duration REST = Duration.ofMillis(250);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    private static final int FLUSHES_A_PAUSE = 4;

    private final Offsets offsets;
    private final Clock clock;
    private final LongSupplier nanos;
    private final long pause;
    private volatile Instant wanted = Instant.MIN;
    private volatile Instant reached = Instant.MIN;
    private Optional<Look> look = Optional.empty();
    private long passed;
    private Optional<DutyThread> thread = Optional.empty();

    /** Everything that lay on a topic when it was looked at for the sake of a moment. */
    private record Look(Instant moment, int topic, Map<TopicPartition, Long> ends) {}

    /** What the brokers know of the topics from the events to the totals, and of the application's group. */
    interface Offsets extends AutoCloseable {
        /** How many topics there are on the way. */
        int topics();

        /** Where the partitions of a topic end. */
        Map<TopicPartition, Long> ends(int topic) throws InterruptedException;

        /** What the group has committed. */
        Map<TopicPartition, Long> committed() throws InterruptedException;

        @Override
        void close();
    }

    /**
     * @param flush how long counts wait in a task to be sent on
     * @param nanos real time, nanoseconds
     */
    CaughtUp(Offsets offsets, Duration flush, Clock clock, LongSupplier nanos) {
        this.offsets = offsets;
        this.clock = clock;
        this.nanos = nanos;
        this.pause = Math.max(
                LEAST_PAUSE.toNanos(), flush.multipliedBy(FLUSHES_A_PAUSE).toNanos());
    }

    static CaughtUp start(ExposureCounterConfig config, Clock clock) {
        Offsets offsets = new GroupOffsets(Admin.create(StreamsSettings.admin(config)), config);
        CaughtUp started = new CaughtUp(offsets, config.rules().flushInterval(), clock, System::nanoTime);
        started.thread = Optional.of(DutyThread.start("caught-up", started, REST));
        return started;
    }

    @Override
    public boolean reached(Instant moment) {
        if (!reached.isBefore(moment)) return true;
        want(moment);
        return false;
    }

    private synchronized void want(Instant moment) {
        if (moment.isAfter(wanted)) wanted = moment;
    }

    @Override
    public int doWork() throws InterruptedException {
        if (!wanted.isAfter(reached)) return 0;
        if (look.isEmpty()) {
            Instant moment = clock.instant(); // before the look: what arrives in between may be counted, and need not
            look = Optional.of(new Look(moment, 0, offsets.ends(0)));
            passed = 0;
        }
        return pass(look.get()) ? 1 : 0;
    }

    private boolean pass(Look now) throws InterruptedException {
        if (passed == 0 && !committed(now)) return false;
        if (passed == 0) passed = nanos.getAsLong() | 1;
        int next = now.topic() + 1;
        if (next == offsets.topics()) {
            reached = now.moment();
            look = Optional.empty();
            return true;
        }
        if (nanos.getAsLong() - passed < pause) return false;
        look = Optional.of(new Look(now.moment(), next, offsets.ends(next)));
        passed = 0;
        return true;
    }

    private boolean committed(Look now) throws InterruptedException {
        Map<TopicPartition, Long> committed = offsets.committed();
        return now.ends().entrySet().stream()
                .allMatch(end -> end.getValue() <= committed.getOrDefault(end.getKey(), 0L));
    }

    @Override
    public void close() {
        thread.ifPresent(DutyThread::close);
        offsets.close();
    }
}
