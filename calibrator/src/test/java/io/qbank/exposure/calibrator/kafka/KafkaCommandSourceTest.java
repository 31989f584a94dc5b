package io.qbank.exposure.calibrator.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.service.KafkaClients;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class KafkaCommandSourceTest {
    private static final int PROMISED_MILLIS = 30_000;

    @Test
    void aKilledCalibratorHoldsUpItsCommandsForLessThanIsPromised() {
        assertTrue(sessionMillis(Map.of()) < PROMISED_MILLIS / 2);
    }

    @Test
    void anOperatorMayAllowLongerSilence() {
        assertEquals(20_000, sessionMillis(Map.of("KAFKA_SESSION_TIMEOUT_MS", "20000")));
    }

    /** As Kafka's own consumer understands it. */
    private static int sessionMillis(Map<String, String> environment) {
        KafkaConfig config = new KafkaConfig(KafkaClients.of("127.0.0.1:9092", environment), Samples.TENANT);
        Map<String, Object> settings = KafkaCommandSource.settings(config);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        return new ConsumerConfig(settings).getInt("session.timeout.ms");
    }
}
