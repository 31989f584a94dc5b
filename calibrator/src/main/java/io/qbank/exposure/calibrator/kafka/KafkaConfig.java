package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.schemas.service.KafkaClients;
import java.util.Map;

/**
 * Which cluster, and whose commands.
 *
 * @param clients how the cluster is reached
 * @param tenantId the one tenant that is served
 */
public record KafkaConfig(KafkaClients clients, String tenantId) {
    /** What every client needs. */
    public Map<String, String> client() {
        return clients.settings();
    }

    /** One group a tenant: calibrators of one tenant share its commands, those of another see them too and pass over them. */
    String group() {
        return "calibrator-" + tenantId;
    }
}
