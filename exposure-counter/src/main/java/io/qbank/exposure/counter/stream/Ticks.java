package io.qbank.exposure.counter.stream;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Regular work in real time. Ticks of one interval fall on the same instants in every task: so the tasks of a thread do
 * their work in one go, and one commit serves them all.
 */
final class Ticks {
    private Ticks() {}

    static void every(Duration interval, ProcessorContext<?, ?> context, Runnable work) {
        long millis = interval.toMillis();
        long next = (context.currentSystemTimeMs() / millis + 1) * millis;
        context.schedule(
                Instant.ofEpochMilli(next), interval, PunctuationType.WALL_CLOCK_TIME, timestamp -> work.run());
    }
}
