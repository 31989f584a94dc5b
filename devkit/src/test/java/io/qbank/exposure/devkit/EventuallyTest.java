package io.qbank.exposure.devkit;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
    @Test
    void asksAgainUntilTheAnswerIsTrue() {
        AtomicInteger asked = new AtomicInteger();

        eventually(Duration.ofSeconds(5), "three are asked", () -> asked.incrementAndGet() == 3);

        assertEquals(3, asked.get());
    }

    @Test
    void saysHowFarItHadComeInTheEnd() {
        AtomicInteger asked = new AtomicInteger();

        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> eventually(
                        Duration.ofMillis(1),
                        () -> "a million are asked, were " + asked,
                        () -> asked.incrementAndGet() == 1_000_000));

        assertEquals("not within 1 ms: a million are asked, were " + asked, failure.getMessage());
    }

    @Test
    void saysWhatNeverCameAndWhy() {
        IOException reason = new IOException("no route");

        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> eventually(Duration.ofMillis(1), "the door opens", () -> {
                    throw reason;
                }));

        assertEquals("not within 1 ms: the door opens", failure.getMessage());
        assertEquals(reason, failure.getCause());
    }
}
