package io.qbank.exposure.demo.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A secret for everything that has one, each like nothing else, to be looked for in whatever is told. */
final class Secrets {
    static final String TOO_SHORT = "short-appsecret-41";
    /** The server of the tests trusts whoever comes from this machine. */
    static final String OF_DATABASE = "database-3e91aa-secret";

    static final String OF_TLS = "tls-9f31c2-secret";
    static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.bearer-5be07d-secret.c2lnbmF0dXJl";
    static final String BROKEN_JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\""
            + " password=\"jaas-77ac10-secret\"";
    static final Map<String, String> OF_KAFKA = Map.of(
            "KAFKA_SASL_JAAS_CONFIG",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
                            + " password=\"sasl-1d8e44-secret\";",
            "KAFKA_SSL_TRUSTSTORE_PASSWORD", "truststore-c0ffee-secret",
            "KAFKA_SSL_KEYSTORE_PASSWORD", "keystore-bada55-secret",
            "KAFKA_SSL_KEY_PASSWORD", "key-decade-secret");

    private Secrets() {}

    /** Which secrets a text holds. */
    static List<String> toldIn(String text) {
        Stream<String> distinct = Stream.of(
                ComposeFile.SECRETS.get("APP_SECRET"),
                OF_DATABASE,
                TOO_SHORT,
                OF_TLS,
                "bearer-5be07d-secret",
                "jaas-77ac10-secret",
                "sasl-1d8e44-secret",
                "truststore-c0ffee-secret",
                "keystore-bada55-secret",
                "key-decade-secret");
        return distinct.filter(text::contains).toList();
    }
}
