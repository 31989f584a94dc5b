package io.qbank.exposure.command.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.item.ItemState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemViewTest {
    private static final ItemId ID = new ItemId(5, 2);
    private final ItemView view = new ItemView();

    @Test
    void anOlderPositionInTheLogNeverReplacesANewer() {
        view.apply("tenant/5/2", item(0.5, 20));

        view.apply("tenant/5/2", item(0.9, 10));

        assertEquals(0.5, view.item(ID).orElseThrow().k());
    }

    @Test
    void aTombstoneTakesTheItemOut() {
        view.apply("tenant/5/2", item(0.5, 20));

        view.apply("tenant/5/2", null);

        assertTrue(view.item(ID).isEmpty());
        assertFalse(view.knows("EXAM"));
    }

    private static ItemState item(double k, long lsn) {
        return new ItemState(
                "tenant", 5, 2, List.of("EXAM"), null, 1, 0, 0.2, k, null, "block", false, null, null, lsn);
    }
}
