package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void thePoolHasThreeHundredDistinctItemsInFiveTopics() {
        List<SampleItem> pool = Samples.pool();

        assertEquals(300, pool.stream().map(SampleItem::questionId).distinct().count());
        assertEquals(
                5,
                pool.stream()
                        .map(SampleItem::topicId)
                        .collect(Collectors.toSet())
                        .size());
        assertTrue(pool.stream().allMatch(item -> item.k() == 1 && item.a() > 0 && item.c() >= 0 && item.c() < 1));
    }

    @Test
    void eventsSurviveTheWayOverTheWire() {
        QbankEvent event = Samples.recorded(Samples.TENANT, "EXAM", "s1", 7, 2, Instant.parse("2026-11-02T09:30:00Z"));

        QbankEvent read = Json.read(Json.bytes(event), QbankEvent.class);

        assertEquals(event, read);
    }
}
