package io.qbank.exposure.command.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.command.view.Changes;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the records of one topic into its store, and tells those who wait. Only this tenant's: every key begins with it, or the value names it. */
final class ViewProcessor<T> implements Processor<String, byte @Nullable [], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ViewProcessor.class);

    private final String storeName;
    private final Changes changes;
    private final Counter read;
    private final Counter skipped;
    private @Nullable ViewStore<T> store;

    ViewProcessor(String storeName, Changes changes, MeterRegistry registry) {
        this.storeName = storeName;
        this.changes = changes;
        read = counter(registry, "view.records.read", "Records that a view has taken in");
        skipped = counter(registry, "view.records.skipped", "Records that a view could not bear and passed over");
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, byte @Nullable []> record) {
        try {
            if (store != null && record.key() != null) store.put(record.key(), record.value());
            read.increment();
            changes.signal();
        } catch (InvalidMessageException broken) {
            skipped.increment();
            LOG.warn("a record of {} breaks its contract and is passed over: {}", storeName, broken.getMessage());
        } catch (RuntimeException unexpected) {
            // Read anew after a restart, the record would end the thread again, and all views with it.
            skipped.increment();
            LOG.error("a record of {} cannot be shown and is passed over", storeName, unexpected);
        }
    }

    private Counter counter(MeterRegistry registry, String name, String about) {
        return Counter.builder(name).description(about).tag("topic", storeName).register(registry);
    }
}
