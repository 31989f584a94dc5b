package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.control.Controls;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the policy of every exam at hand. An unreadable record is logged and leaves what is known. */
public final class PoliciesProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(PoliciesProcessor.class);
    private final Controls controls;
    private KeyValueStore<String, byte[]> policies;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public PoliciesProcessor(Controls controls) {
        this.controls = controls;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        policies = context.getStateStore(CounterStores.POLICIES);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) return;
        try {
            controls.policy(record.key(), record.value() == null ? null : Json.read(record.value(), ExamPolicy.class));
            policies.put(record.key(), record.value());
        } catch (InvalidMessageException invalid) {
            LOG.warn("the policy of {} is left as it was: {}", record.key(), invalid.getMessage());
        }
    }
}
