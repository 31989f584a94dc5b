package io.qbank.exposure.schemas.json;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A contract as a Kafka serde; a tombstone is null both ways. */
public final class JsonSerde {
    private JsonSerde() {}

    /** The serde of one record type. Reading throws {@link SerializationException} with the reason as its message. */
    public static <T> Serde<T> of(Class<T> type) {
        Serializer<T> writer = (topic, value) -> value == null ? null : Json.bytes(value);
        Deserializer<T> reader = (topic, bytes) -> bytes == null ? null : read(bytes, type);
        return Serdes.serdeFrom(writer, reader);
    }

    private static <T> @Nullable T read(byte[] bytes, Class<T> type) {
        try {
            return Json.read(bytes, type);
        } catch (InvalidMessageException invalid) {
            throw new SerializationException(invalid.getMessage(), invalid);
        }
    }
}
