package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemKeyTest {
    @Test
    void aKeyIsReadBack() {
        ItemKey item = new ItemKey(2001, 3);

        assertEquals("t-1/2001/3", item.text("t-1"));
        assertEquals(Optional.of(item), ItemKey.parse("t-1", "t-1/2001/3"));
    }

    @Test
    void aKeyThatNoRelayWroteIsNone() {
        for (String foreign :
                List.of("t-1/2001", "t-1//3", "t-1/x/3", "t-1/2001/x", "t-1/02001/3", "t-1/1/2/3", "t-1/"))
            assertEquals(Optional.empty(), ItemKey.parse("t-1", foreign), foreign);
    }
}
