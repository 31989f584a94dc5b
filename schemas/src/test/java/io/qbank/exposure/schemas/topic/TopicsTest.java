package io.qbank.exposure.schemas.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void keysArePartsJoinedBySlashes() {
        LocalDate day = LocalDate.of(2026, 11, 2);

        assertEquals("t/MATH-9", Keys.exam("t", "MATH-9"));
        assertEquals("t/1024/3", Keys.item("t", 1024, 3));
        assertEquals("t/MATH-9/2026-11-02", Keys.examDay("t", "MATH-9", day));
        assertEquals("t/MATH-9/1024/3/2026-11-02", Keys.itemDay("t", "MATH-9", 1024, 3, day));
        assertEquals("job/2/17", Keys.progress("job", 2, 17));
    }

    @Test
    void noTwoTopicsHaveOneName() {
        List<String> names = Topics.all().stream().map(Topic::name).toList();

        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void aRejectedTopicCarriesTheOriginalBytesAsTheyAre() {
        byte[] original = {'{', (byte) 0xff, 0};
        var serde = Topics.EVENTS_REJECTED.serde();

        byte[] written = serde.serializer().serialize("any", original);
        byte[] read = serde.deserializer().deserialize("any", written);

        assertArrayEquals(original, written);
        assertArrayEquals(original, read);
    }

    @Test
    void aRenamedTopicKeepsItsContractAndSettings() {
        Topic<?> renamed = Topics.EVENTS.named("events.other");

        assertEquals("events.other", renamed.name());
        assertEquals(Topics.EVENTS.type(), renamed.type());
        assertEquals(Topics.EVENTS.config(), renamed.config());
    }

    @Test
    void aTopicThatOnlyCompactsHasNoRetention() {
        assertFalse(Topics.ITEMS.config().containsKey("retention.ms"));
        assertEquals("compact", Topics.ITEMS.config().get("cleanup.policy"));
        assertEquals(
                Long.toString(35L * 24 * 3600 * 1000), Topics.DAILY.config().get("retention.ms"));
    }
}
