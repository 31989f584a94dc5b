package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.control.Controls;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps k and cap of every item at hand, and which items an exam has. An unreadable record is logged, counted, and leaves what
 * is known.
 */
public final class ItemsProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ItemsProcessor.class);
    private final Controls controls;
    private final CountMeters meters;
    private KeyValueStore<String, byte[]> items;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public ItemsProcessor(Controls controls, CountMeters meters) {
        this.controls = controls;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        items = context.getStateStore(CounterStores.ITEMS);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) return;
        if (record.value() == null) {
            items.delete(record.key());
            controls.item(record.key(), null);
            return;
        }
        try {
            ItemState item = Json.read(record.value(), ItemState.class);
            items.put(record.key(), ItemControl.of(item).toBytes());
            controls.item(record.key(), item);
        } catch (InvalidMessageException invalid) {
            LOG.warn("item {} is left as it was: {}", record.key(), invalid.getMessage());
            meters.unreadableItem();
        }
    }
}
