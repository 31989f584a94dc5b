package io.qbank.exposure.calibrator.cdc;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.item.ItemChange;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An item's past as the bank wrote it down. A line that cannot be told is left out: it must not keep the item back. */
final class ItemChanges {
    private static final Logger LOG = LoggerFactory.getLogger(ItemChanges.class);

    private ItemChanges() {}

    /** @param changes a JSON array, newest first; null where nothing ever changed */
    static List<ItemChange> read(@Nullable String changes) {
        if (changes == null) return List.of();
        List<ItemChange> read = new ArrayList<>();
        try {
            for (JsonNode change : Json.shared().readTree(changes)) add(change, read);
        } catch (IOException broken) {
            throw new IllegalStateException("PostgreSQL gave JSON that is none", broken);
        }
        return read;
    }

    private static void add(JsonNode change, List<ItemChange> to) {
        try {
            to.add(Json.read(change.toString(), ItemChange.class));
        } catch (InvalidMessageException broken) {
            LOG.debug("a change of an item cannot be told: {}", broken.getMessage());
        }
    }
}
