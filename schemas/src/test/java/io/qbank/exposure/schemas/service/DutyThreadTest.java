package io.qbank.exposure.schemas.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DutyThreadTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @Test
    void worksAgainAtOnceWhileThereIsWork() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(1_000);

        try (DutyThread thread = DutyThread.start("busy", () -> count(steps, 1), AN_HOUR)) {
            steps.await();

            assertTrue(thread.alive());
        }
    }

    @Test
    void theProcessEndsWhenThereIsNoMemoryLeft() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exhausted.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertEquals(3, process.waitFor());
    }

    /** A service that would go on without its duty. */
    static final class Exhausted {
        private Exhausted() {}

        public static void main(String[] none) throws InterruptedException {
            Duty hungry = () -> {
                throw new OutOfMemoryError("as if");
            };
            DutyThread.start("hungry", hungry, AN_HOUR);
            Thread.currentThread().join();
        }
    }

    @Test
    void restsWhenThereIsNothingToDoAndStillStopsPromptly() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        DutyThread thread = DutyThread.start("idle", () -> count(looked, 0), AN_HOUR);
        looked.await();

        thread.close();

        assertFalse(thread.alive());
    }

    @Test
    void stopsADutyThatWaits() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        DutyThread thread = DutyThread.start("waiting", () -> count(waiting, 0) + (waitFor(never) ? 1 : 0), AN_HOUR);
        waiting.await();

        thread.close();

        assertFalse(thread.alive());
    }

    @Test
    void stopsADutyThatTurnsTheInterruptionIntoAnExceptionAsKafkaDoes() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Duty duty = () -> {
            waiting.countDown();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
            return 1;
        };
        DutyThread thread = DutyThread.start("wrapping", duty, AN_HOUR);
        waiting.await();

        thread.close();

        assertFalse(thread.alive());
    }

    @Test
    void triesAgainAfterAFailure() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch recovered = new CountDownLatch(1);
        Duty duty = () -> {
            if (attempts.incrementAndGet() == 1) throw new IllegalStateException("the world is broken once");
            recovered.countDown();
            return 0;
        };

        try (DutyThread thread = DutyThread.start("retrying", duty, AN_HOUR)) {
            recovered.await();

            assertEquals(2, attempts.get());
            assertTrue(thread.alive());
        }
    }

    @Test
    void anErrorEndsItForAllToSee() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Duty duty = () -> {
            started.countDown();
            throw new NoClassDefFoundError("a jar is missing");
        };
        DutyThread thread = DutyThread.start("dying", duty, AN_HOUR);
        started.await();

        thread.close(); // joins

        assertFalse(thread.alive());
    }

    private static int count(CountDownLatch steps, int done) {
        steps.countDown();
        return done;
    }

    private static boolean waitFor(CountDownLatch latch) throws InterruptedException {
        return latch.await(1, TimeUnit.HOURS);
    }
}
