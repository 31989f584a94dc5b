package io.qbank.exposure.calibrator.kafka;

import java.util.Map;

/**
 * Which cluster, and whose commands.
 *
 * @param bootstrap brokers to start from
 * @param tenantId the one tenant that is served
 */
public record KafkaConfig(String bootstrap, String tenantId) {
    /** What every client needs. */
    public Map<String, String> client() {
        return Map.of("bootstrap.servers", bootstrap);
    }

    /** One group a tenant: calibrators of one tenant share its commands, those of another see them too and pass over them. */
    String group() {
        return "calibrator-" + tenantId;
    }
}
