package io.qbank.exposure.devkit;

import io.qbank.exposure.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Kafka with every topic of the catalogue, and PostgreSQL: what the services need of the world. */
public final class DevStack implements AutoCloseable {
    private final DevKafka kafka;
    private final DevPostgres postgres;

    private DevStack(DevKafka kafka, DevPostgres postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts both, side by side; when one cannot, neither stays.
     *
     * @param directory of all data; created when missing
     * @param kafkaPort 0 takes the directory's earlier one, or a free one
     * @param postgresPort likewise
     * @throws PortInUseException if somebody else listens there
     */
    public static DevStack start(Path directory, int kafkaPort, int postgresPort) {
        if (kafkaPort != 0) Ports.requireFree("Kafka", kafkaPort);
        CompletableFuture<DevPostgres> postgres =
                CompletableFuture.supplyAsync(() -> DevPostgres.start(directory.resolve("postgres"), postgresPort));
        DevKafka kafka = null;
        try {
            kafka = DevKafka.start(directory.resolve("kafka"), kafkaPort);
            kafka.createTopics(Topics.all());
            return new DevStack(kafka, postgres.join());
        } catch (CompletionException failed) {
            if (kafka != null) kafka.close();
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } catch (RuntimeException failed) {
            if (kafka != null) kafka.close();
            postgres.thenAccept(DevPostgres::close).exceptionally(also -> null).join();
            throw failed;
        }
    }

    /** The one of this process, in a temporary directory: started at first use, closed and removed at exit. */
    public static DevStack shared() {
        return Shared.STACK;
    }

    public DevKafka kafka() {
        return kafka;
    }

    public DevPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        try (postgres) {
            kafka.close();
        }
    }

    private static final class Shared {
        static final DevStack STACK = start();

        private static DevStack start() {
            Scratch scratch = Scratch.named("devstack-");
            DevStack stack = DevStack.start(scratch.directory(), 0, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(stack, scratch), "devstack-close"));
            return stack;
        }

        private static void remove(DevStack stack, Scratch scratch) {
            try (scratch) {
                stack.close();
            }
        }
    }
}
