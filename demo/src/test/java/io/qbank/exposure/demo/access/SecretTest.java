package io.qbank.exposure.demo.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private final ManualClock clock = ManualClock.at("2040-01-01T00:00:00Z");

    @Test
    void aDirectoryKeepsItsSecretAndOnlyItsOwnerReadsIt(@TempDir Path directory) throws Exception {
        String first = Secret.of(directory, clock);

        String again = Secret.of(directory, clock);

        assertEquals(first, again);
        assertTrue(first.length() >= 32);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))));
    }

    @Test
    void theSecretInUseIsThatOfTheLatestStart(@TempDir Path directory) {
        Path demo = directory.resolve("demo");
        Path infra = directory.resolve("infra");
        String ofDemo = Secret.of(demo, clock);
        assertNotEquals(ofDemo, Secret.of(infra, clock));
        clock.advance(Duration.ofHours(1));

        Secret.of(demo, clock);

        assertEquals(Optional.of(ofDemo), Secret.latest(List.of(demo, infra)));
    }

    @Test
    void withoutAStartThereIsNoSecret(@TempDir Path directory) {
        assertEquals(Optional.empty(), Secret.latest(List.of(directory)));
    }
}
