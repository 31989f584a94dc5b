package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.topic.Keys;
import java.util.Optional;

/** Record keys of {@code exposure.items} read back. */
record ItemKey(long questionId, int version) {
    /** The item that a tenant's key names; empty if no relay can have written it. */
    static Optional<ItemKey> parse(String tenantId, String key) {
        int last = key.lastIndexOf('/');
        int first = tenantId.length() + 1;
        if (last <= first) return Optional.empty();
        try {
            ItemKey item =
                    new ItemKey(Long.parseLong(key.substring(first, last)), Integer.parseInt(key.substring(last + 1)));
            return item.text(tenantId).equals(key) ? Optional.of(item) : Optional.empty();
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    String text(String tenantId) {
        return Keys.item(tenantId, questionId, version);
    }
}
