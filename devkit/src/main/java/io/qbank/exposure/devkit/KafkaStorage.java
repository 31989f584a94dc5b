package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The directory of a node's logs, as Kafka wants to find it. */
final class KafkaStorage {
    private KafkaStorage() {}

    /** Prepares it, unless it is. */
    static void format(Path logs, int node, String cluster) {
        if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) return;
        try {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(cluster)
                    .setNodeId(node)
                    .setControllerListenerName(DevKafkaSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot format " + logs, unwritable);
        } catch (Exception failed) { // declared by Formatter.run
            throw new IllegalStateException("cannot format " + logs, failed);
        }
    }
}
