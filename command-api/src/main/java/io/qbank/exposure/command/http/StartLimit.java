package io.qbank.exposure.command.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts a subject may ask for: so many at once, and as many again spread over each minute. A calibration costs minutes of
 * processor time, and one caller's mistake must not queue thousands. Counted by instance, by the machine's clock.
 * Thread-safe.
 */
final class StartLimit {
    /** More subjects than act at a time; one that is forgotten begins anew. */
    private static final int MOST_SUBJECTS = 10_000;

    private final int perMinute;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_SUBJECTS;
        }
    };

    StartLimit(int perMinute, Clock machine) {
        this.perMinute = perMinute;
        time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return machine.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** @throws ProblemException 429 with the seconds to wait, when there were too many */
    void take(String subject) {
        ConsumptionProbe probe = bucket(subject).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) return;
        long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
        throw new ProblemException(
                        429, "at most " + perMinute + " starts a minute are taken; try again in " + seconds + " s")
                .with("Retry-After", Long.toString(seconds));
    }

    private synchronized Bucket bucket(String subject) {
        return buckets.computeIfAbsent(
                subject,
                added -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }
}
