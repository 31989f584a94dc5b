package io.qbank.exposure.command.kafka;

import io.qbank.exposure.command.view.View;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A view as a global state store of Kafka Streams: in memory, without a changelog of its own since the topic is one,
 * rebuilt at every start. A record that breaks its contract is passed over; its writer dead-letters, readers only skip.
 */
final class ViewStore<T> implements StateStore {
    private final String topic;
    private final Function<byte[], T> reader;
    private final View<T> view;
    private boolean initialized;

    ViewStore(String topic, Function<byte[], T> reader, View<T> view) {
        this.topic = topic;
        this.reader = reader;
        this.view = view;
    }

    /** @throws InvalidMessageException if the bytes break the topic's contract */
    void put(String key, byte @Nullable [] value) {
        view.apply(key, value == null ? null : reader.apply(value));
    }

    @Override
    public String name() {
        return topic;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Restored by its processor, which reads the same records in the same way; raw bytes have nowhere to go.
        context.register(root, (key, value) -> {});
        initialized = true;
    }

    @Override
    public void close() {
        initialized = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return initialized;
    }

    /** How Streams asks for a store; each instance of Streams gets one, all of them feed the same view. */
    record Builder<T>(String name, Function<byte[], T> reader, View<T> view) implements StoreBuilder<ViewStore<T>> {
        @Override
        public ViewStore<T> build() {
            return new ViewStore<>(name, reader, view);
        }

        @Override
        public StoreBuilder<ViewStore<T>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<ViewStore<T>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<ViewStore<T>> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("a global store has no changelog");
        }

        @Override
        public StoreBuilder<ViewStore<T>> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
