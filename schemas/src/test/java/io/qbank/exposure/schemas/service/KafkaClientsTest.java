package io.qbank.exposure.schemas.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientsTest {
    private static final String JAAS = "ScramLoginModule required username=\"u\" password=\"hush\";";

    @Test
    void aVariableIsThePropertyOfItsName() {
        KafkaClients clients = KafkaClients.of(
                "a:9092,b:9092",
                Map.of(
                        "KAFKA_SECURITY_PROTOCOL", " SASL_SSL ",
                        "KAFKA_SASL_JAAS_CONFIG", JAAS,
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/ca.pem",
                        "KAFKA_SSL_TRUSTSTORE_PASSWORD", " ",
                        "HTTP_PORT", "8000"));

        assertEquals(
                Map.of(
                        "bootstrap.servers", "a:9092,b:9092",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", JAAS,
                        "ssl.truststore.location", "/etc/ca.pem"),
                clients.settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_BOOTSTRAP",
                "KAFKA_TOPIC_EVENTS",
                "KAFKA_HEAP_OPTS",
                "KAFKA_LOG4J_OPTS",
                "KAFKA_PORT",
                "KAFKA_PORT_9092_TCP_ADDR",
                "KAFKA_SERVICE_HOST",
                "KAFKA_BOOTSTRAP_SERVICE_PORT_TLS",
                "KAFKA_"
            })
    void whatIsAnotherSettingOrSomebodyElsesIsNotPassedThrough(String variable) {
        KafkaClients clients = KafkaClients.of("a:9092", Map.of(variable, "tcp://10.0.0.1:9092"));

        assertEquals(Map.of("bootstrap.servers", "a:9092"), clients.settings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KAFKA_ISOLATION_LEVEL", "KAFKA_GROUP_ID", "KAFKA_TRANSACTIONAL_ID"})
    void whatTheServicePromisesByCannotBeSet(String variable) {
        Map<String, String> environment = Map.of(variable, "other");

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> KafkaClients.of("a:9092", environment));

        assertTrue(refused.getMessage().startsWith(variable + " must not be given"), refused::getMessage);
    }

    @Test
    void secretsAndWhatNoClientKnowsAreNotShown() {
        Map<String, String> environment = Map.of(
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SASL_JAAS_CONFIG", JAAS,
                "KAFKA_SSL_KEYSTORE_KEY", "hush",
                "KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET", "hush",
                "KAFKA_OUR_OWN_PLUGIN", "hush");

        String shown = Settings.effective(List.of(), environment);

        assertTrue(shown.contains("sasl.mechanism=SCRAM-SHA-512"), shown);
        assertTrue(shown.contains("sasl.jaas.config=***"), shown);
        assertTrue(shown.contains("our.own.plugin=*** (not a property of Kafka's clients)"), shown);
        assertFalse(shown.contains("hush"), shown);
        assertFalse(KafkaClients.of("a:9092", environment).toString().contains("hush"));
    }

    @Test
    void theHelpTextTellsOfIt() {
        assertTrue(Settings.help(List.of()).contains("KAFKA_*"));
    }
}
