package io.qbank.exposure.command;

import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.service.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the API runs with.
 *
 * @param kafka how the cluster is reached
 * @param secret signs tokens and decides sessions; at least 32 bytes; not shown
 * @param instanceId unique among all instances
 * @param web whom it lets in, and how pages are treated
 */
public record CommandApiConfig(
        KafkaClients kafka,
        String tenantId,
        Secret secret,
        int maxDaily,
        String host,
        int port,
        String instanceId,
        WebSettings web) {
    static final Setting<String> BOOTSTRAP =
            Setting.text("KAFKA_BOOTSTRAP", "localhost:9092", "Brokers to start from: host:port, comma separated.");
    static final Setting<String> TENANT = new Setting<>(
            "APP_TENANT_ID",
            "00000000-0000-0000-0000-000000000001",
            "The one tenant that is served; tokens must name it.",
            false,
            "1 to 64 letters, digits or . _ : -",
            text -> Require.id("APP_TENANT_ID", text));
    static final Setting<Secret> SECRET = new Setting<>(
            "APP_SECRET",
            null,
            "Signs tokens (HS256, unless JWKS_URL is given) and decides can_serve for a session; the same for all instances, at least 32 bytes.",
            true,
            "at least 32 bytes, and not v7's default",
            Secret::new);
    static final Setting<Integer> MAX_DAILY = Setting.number(
            "MAX_DAILY_EXPOSURES",
            500,
            1,
            Integer.MAX_VALUE,
            "Exposures of an item a UTC day after which it is refused.");
    static final Setting<String> HOST = Setting.text("HTTP_HOST", "127.0.0.1", "Address to listen on.");
    static final Setting<Integer> PORT =
            Setting.number("HTTP_PORT", 8000, 0, 65_535, "Port to listen on; 0 takes a free one.");
    static final Setting<String> INSTANCE = new Setting<>(
            "INSTANCE_ID",
            "",
            "Name of this instance, unique among all, such as the pod's; drawn at random when not given.",
            false,
            "1 to 64 letters, digits or . _ : -",
            text -> text.isEmpty() ? text : Require.id("INSTANCE_ID", text));

    /** Every setting, as README and {@code --help} list them. */
    public static final List<Setting<?>> SETTINGS = Stream.concat(
                    Stream.of(BOOTSTRAP, TENANT, SECRET, MAX_DAILY, HOST, PORT, INSTANCE),
                    WebSettings.SETTINGS.stream())
            .toList();

    /** A secret that does not print. */
    public record Secret(String text) {
        private static final int LEAST_BYTES = 32;

        public Secret {
            if (text.startsWith("dev-secret-change-me") || text.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES)
                throw new IllegalArgumentException("too weak");
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the key, what is allowed and what was given
     */
    public static CommandApiConfig from(Map<String, String> environment) {
        String instance = INSTANCE.in(environment);
        return new CommandApiConfig(
                KafkaClients.of(BOOTSTRAP.in(environment), environment),
                TENANT.in(environment),
                SECRET.in(environment),
                MAX_DAILY.in(environment),
                HOST.in(environment),
                PORT.in(environment),
                instance.isEmpty() ? UUID.randomUUID().toString() : instance,
                WebSettings.from(environment));
    }
}
