package io.qbank.exposure.command.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewFeedTest {
    private final Views views = Views.empty(ManualClock.at("2026-11-02T09:30:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TopologyTestDriver driver =
            new TopologyTestDriver(ViewFeed.topology("mine", views, registry), settings());
    private final TestInputTopic<String, byte[]> items =
            driver.createInputTopic(Topics.ITEMS.name(), new StringSerializer(), new ByteArraySerializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aRecordReachesItsViewAndATombstoneTakesItOut() {
        items.pipeInput("mine/1/1", item("mine", 1));
        items.pipeInput("mine/2/1", item("mine", 2));

        items.pipeInput("mine/1/1", null);

        assertTrue(views.items().item(new ItemId(1, 1)).isEmpty());
        assertTrue(views.items().item(new ItemId(2, 1)).isPresent());
    }

    @Test
    void otherTenantsAreNotShownAndTakeNothingOut() {
        items.pipeInput("mine/1/1", item("mine", 1));

        items.pipeInput("theirs/2/1", item("theirs", 2));
        items.pipeInput("theirs/1/1", null);

        assertEquals(1, views.items().all().size());
    }

    @Test
    void aBrokenRecordIsPassedOverAndCounted() {
        items.pipeInput("mine/1/1", "{\"nonsense\":".getBytes(StandardCharsets.UTF_8));
        items.pipeInput("mine/1/1", "{}".getBytes(StandardCharsets.UTF_8));
        items.pipeInput("mine/not-a-number", null);
        items.pipeInput("mine", item("mine", 3));

        items.pipeInput("mine/1/1", item("mine", 1));

        assertTrue(views.items().item(new ItemId(1, 1)).isPresent());
        assertEquals(
                3,
                registry.counter("view.records.skipped", "topic", Topics.ITEMS.name())
                        .count());
    }

    @Test
    void aRecordThatAViewCannotBearIsPassedOverAndCounted() {
        ViewProcessor<ItemState> processor = new ViewProcessor<>(Topics.ITEMS.name(), views.changes(), registry);
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        context.addStateStore(
                new ViewStore<>(Topics.ITEMS.name(), bytes -> Json.read(bytes, ItemState.class), (key, item) -> {
                    if (key.endsWith("/1/1")) throw new ArrayIndexOutOfBoundsException("a defect");
                    views.items().apply(key, item);
                }));
        processor.init(context);

        processor.process(new Record<>("mine/1/1", item("mine", 1), 0));
        processor.process(new Record<>("mine/2/1", item("mine", 2), 0));

        assertTrue(views.items().item(new ItemId(2, 1)).isPresent());
        assertEquals(
                1,
                registry.counter("view.records.skipped", "topic", Topics.ITEMS.name())
                        .count());
    }

    private static byte[] item(String tenant, long question) {
        return Json.bytes(new ItemState(
                tenant, question, 1, List.of("EXAM"), null, 1, 0, 0.2, 0.5, null, "block", false, null, null, 1));
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        return settings;
    }
}
