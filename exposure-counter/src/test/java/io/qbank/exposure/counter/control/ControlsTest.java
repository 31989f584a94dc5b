package io.qbank.exposure.counter.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ControlsTest {
    private static final Instant SET = Instant.parse("2026-03-01T08:00:00Z");
    private final Controls controls = new Controls();

    @Test
    void anItemIsInTheExamsOfItsLastRecord() {
        controls.item("t/1/1", item("A", "B"));
        controls.item("t/1/1", item("B", "C"));

        assertEquals(Set.of(), questions("A"));
        assertEquals(Set.of(1L), questions("B"));
        assertEquals(Set.of(1L), questions("C"));

        controls.item("t/1/1", null);
        assertEquals(Set.of(), questions("B"));
        assertEquals(Set.of(), questions("C"));
    }

    @Test
    void anItemThatIsPublishedAnewIsNeverMissing() {
        controls.item("t/1/1", item("A"));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200_000; i++) controls.item("t/1/1", item("A"));
        });

        while (!writer.isDone()) assertTrue(questions("A").contains(1L), "a reader found the exam without its item");

        writer.join();
    }

    private Set<Long> questions(String exam) {
        return controls.items(new ExamKey("t", exam)).keySet().stream()
                .map(Item::questionId)
                .collect(Collectors.toSet());
    }

    private static ItemState item(String... exams) {
        return new ItemState("t", 1, 1, List.of(exams), 1L, 1, 0, 0.2, 0.5, 0.2, "block", false, null, SET, 1);
    }
}
