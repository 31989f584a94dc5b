package io.qbank.exposure.command.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void noChangeFallsBetweenALookAndTheWait() {
        Changes changes = new Changes();
        AtomicInteger value = new AtomicInteger();

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 1; i <= 2_000; i++) {
                int wanted = i;
                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                    value.set(wanted);
                    changes.signal();
                });
                assertEquals(
                        wanted,
                        changes.await(LONG, () -> Optional.of(value.get()).filter(seen -> seen == wanted))
                                .orElseThrow());
                writer.join();
            }
        });
    }

    @Test
    void whoFollowsTakesNoPlaceOfThoseWhoWait() {
        Changes one = new Changes(1);

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            assertEquals(Optional.of("seen"), one.follow(LONG, () -> look(one)));
            assertThrows(Changes.TooManyWaitingException.class, () -> one.await(LONG, () -> look(one)));
            assertEquals(Optional.of("seen"), look(one), "the place is free again");
        });
    }

    private static Optional<String> look(Changes changes) {
        try {
            return changes.await(LONG, () -> Optional.of("seen"));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void waitingEndsWithItsTime() throws InterruptedException {
        Optional<Object> seen = new Changes().await(Duration.ofMillis(5), Optional::empty);

        assertEquals(Optional.empty(), seen);
    }

    @Test
    void nobodyWaitsOnWhatIsClosed() {
        Changes changes = new Changes();
        changes.close();

        assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertEquals(Optional.empty(), changes.await(LONG, Optional::empty)));
    }
}
