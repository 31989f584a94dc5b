package io.qbank.exposure.counter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of an item comes out again as it went in. */
class ItemControlTest {
    @Test
    void everythingComesOutAgain() {
        ItemControl item = new ItemControl(
                0.37, 0.2, -4L, Instant.parse("1969-12-31T23:59:59.000001Z"), true, List.of("A", "Prüfung ß/日"));

        assertEquals(item, ItemControl.parse(item.toBytes()));
    }

    @Test
    void whatTheBankLeavesOpenStaysOpen() {
        ItemControl item = new ItemControl(1, null, null, null, false, List.of("A"));

        assertEquals(item, ItemControl.parse(item.toBytes()));
    }
}
