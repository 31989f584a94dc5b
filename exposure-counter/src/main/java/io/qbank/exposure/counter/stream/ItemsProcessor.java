package io.qbank.exposure.counter.stream;

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

/** Keeps what is needed of every item at hand. An unreadable record is logged, counted, and leaves what is known. */
public final class ItemsProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ItemsProcessor.class);
    private final CountMeters meters;
    private KeyValueStore<String, byte[]> items;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public ItemsProcessor(CountMeters meters) {
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
            return;
        }
        try {
            ItemState item = Json.read(record.value(), ItemState.class);
            items.put(record.key(), ItemControl.of(item).toBytes());
        } catch (InvalidMessageException invalid) {
            LOG.warn("item {} is left as it was: {}", record.key(), invalid.getMessage());
            meters.unreadableItem();
        }
    }
}
