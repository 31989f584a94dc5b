package io.qbank.exposure.schemas.service;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * What every Kafka client of a service is told: where the brokers are, and each environment variable {@code KAFKA_…} as the
 * client property of that name, in lower case with dots ({@code KAFKA_SECURITY_PROTOCOL} is {@code security.protocol}). So
 * TLS, SASL and OAuth need no setting of ours. Immutable; its text shows no value.
 *
 * <p>What a service tells a client for the sake of its promises, such as timeouts, wins over what is passed through; the
 * properties in {@link #OURS} are refused. Two families of variables of the same form are somebody else's and passed over:
 * those of Kafka's scripts, and those that Kubernetes sets for a Service named kafka.
 */
public final class KafkaClients {
    /** For {@code --help}. */
    static final String HELP = """
              KAFKA_*
                  Any other property of a Kafka client, such as KAFKA_SECURITY_PROTOCOL for security.protocol.
                  default: none
            """;

    private static final String PREFIX = "KAFKA_";
    private static final Pattern SETTINGS_OF_THEIR_OWN = Pattern.compile("KAFKA_BOOTSTRAP|KAFKA_TOPIC_[A-Z_]+");
    private static final Pattern SOMEBODY_ELSES =
            Pattern.compile("KAFKA_(OPTS|HEAP_OPTS|LOG4J_.*|GC_LOG_OPTS|JMX_.*|JVM_PERFORMANCE_OPTS|DEBUG|HOME|VERSION"
                    + "|(.*_)?SERVICE_HOST|(.*_)?SERVICE_PORT(_.*)?|(.*_)?PORT(_[0-9]+_.*)?)");
    /** Set by the services themselves; another value would break what they promise. */
    private static final Set<String> OURS = Set.of(
            "application.id",
            "application.server",
            "bootstrap.controllers",
            "bootstrap.servers",
            "client.id",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "processing.guarantee",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    private final String bootstrap;
    private final Map<String, String> passed;

    private KafkaClients(String bootstrap, Map<String, String> passed) {
        this.bootstrap = bootstrap;
        this.passed = Map.copyOf(passed);
    }

    /**
     * Brokers and what the environment passes through. A blank value counts as not given.
     *
     * @param bootstrap host:port, comma separated
     * @throws IllegalArgumentException naming the variable that sets what only the service may
     */
    public static KafkaClients of(String bootstrap, Map<String, String> environment) {
        return new KafkaClients(bootstrap, passedThrough(environment));
    }

    /** Brokers that ask nothing of their clients. */
    public static KafkaClients plain(String bootstrap) {
        return new KafkaClients(bootstrap, Map.of());
    }

    /** Where clients begin: host:port, comma separated. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Properties for any client: producer, consumer, admin, streams. Holds secrets. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(passed);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return settings;
    }

    /** Without values: any may be a secret. */
    @Override
    public String toString() {
        return "KafkaClients[bootstrap=" + bootstrap + ", passed=" + new TreeMap<>(passed).keySet() + "]";
    }

    /**
     * What a log may show of what is passed through: three stars for passwords and for what no client knows, which a plug-in
     * of the operator's may.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    static String shown(Map<String, String> environment) {
        return passedThrough(environment).entrySet().stream()
                .map(property -> property.getKey()
                        + '='
                        + (open(property.getKey()) ? property.getValue() : "***")
                        + (known(property.getKey()) ? "" : " (not a property of Kafka's clients)"))
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> passedThrough(Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (!passes(variable) || value.isBlank()) return;
            String property =
                    variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            if (OURS.contains(property))
                throw new IllegalArgumentException(
                        variable + " must not be given: the service sets " + property + " itself");
            properties.put(property, value.trim());
        });
        return properties;
    }

    private static boolean passes(String variable) {
        return variable.startsWith(PREFIX)
                && variable.length() > PREFIX.length()
                && !SETTINGS_OF_THEIR_OWN.matcher(variable).matches()
                && !SOMEBODY_ELSES.matcher(variable).matches();
    }

    private static boolean known(String property) {
        return definitions().anyMatch(keys -> keys.containsKey(property));
    }

    private static boolean open(String property) {
        return definitions()
                .map(keys -> keys.get(property))
                .filter(Objects::nonNull)
                .findFirst()
                .map(key -> key.type() != ConfigDef.Type.PASSWORD)
                .orElse(false);
    }

    private static Stream<Map<String, ConfigKey>> definitions() {
        return Stream.of(
                ConsumerConfig.configDef().configKeys(),
                ProducerConfig.configDef().configKeys(),
                AdminClientConfig.configDef().configKeys());
    }
}
