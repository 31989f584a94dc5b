package io.qbank.exposure.devkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A Kafka as a company runs it: TLS with a certificate of its own, users that log in by SCRAM-SHA-512, and nobody may do
 * what has not been granted. The plain listener of {@link DevKafka} stays, for the one who sets it up: it may do all.
 */
public final class SecuredKafka implements AutoCloseable {
    private static final String LISTENER = "SECURED";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final int ITERATIONS = 4_096;
    private static final long PATIENCE_SECONDS = 60;

    private final DevKafka kafka;
    private final DevCertificate certificate;
    private final String bootstrap;
    private final Admin admin;

    private SecuredKafka(DevKafka kafka, DevCertificate certificate, String bootstrap) {
        this.kafka = kafka;
        this.certificate = certificate;
        this.bootstrap = bootstrap;
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }

    /** Starts the node and returns when it serves. */
    public static SecuredKafka start(Path directory) {
        DevCertificate certificate = DevCertificate.in(directory.resolve("tls"));
        int port = Ports.of(directory).choose("secured", 0);
        Ports.requireFree("Kafka's secured listener", port);
        DevKafka kafka = DevKafka.start(directory, 0, settings -> secure(settings, port, certificate));
        return new SecuredKafka(kafka, certificate, "127.0.0.1:" + port);
    }

    /** The same node without questions asked, for setting it up. */
    public DevKafka unsecured() {
        return kafka;
    }

    /** The listener that asks: host:port. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Lets somebody in, who may do nothing yet. */
    public void addUser(String user, String password) {
        wait(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all());
    }

    /** Allows operations on one resource, or on all whose names begin so. */
    public void allow(String user, ResourceType type, PatternType pattern, String name, List<AclOperation> operations) {
        List<AclBinding> rules = new ArrayList<>();
        for (AclOperation operation : operations)
            rules.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        wait(admin.createAcls(rules).all());
    }

    /** What a service of that user is told, by the names of its variables. */
    public Map<String, String> environment(String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP",
                bootstrap,
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_SASL_MECHANISM",
                MECHANISM,
                "KAFKA_SASL_JAAS_CONFIG",
                "%s username=\"%s\" password=\"%s\";".formatted(SCRAM, user, password),
                "KAFKA_SSL_TRUSTSTORE_TYPE",
                "PEM",
                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                certificate.authority().toString());
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
    }

    private static void secure(Map<String, String> settings, int port, DevCertificate certificate) {
        String listener = "," + LISTENER + "://127.0.0.1:" + port;
        settings.merge("listeners", listener, String::concat);
        settings.merge("advertised.listeners", listener, String::concat);
        settings.merge("listener.security.protocol.map", "," + LISTENER + ":SASL_SSL", String::concat);
        String own = "listener.name.secured.";
        settings.put(own + "sasl.enabled.mechanisms", MECHANISM);
        settings.put(own + "scram-sha-512.sasl.jaas.config", SCRAM + ";");
        settings.put(own + "ssl.keystore.location", certificate.keystore().toString());
        settings.put(own + "ssl.keystore.type", "PKCS12");
        settings.put(own + "ssl.keystore.password", certificate.password());
        settings.put(own + "ssl.key.password", certificate.password());
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
    }

    private static void wait(KafkaFuture<Void> change) {
        try {
            change.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting up Kafka", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("Kafka could not be set up", failed);
        }
    }
}
