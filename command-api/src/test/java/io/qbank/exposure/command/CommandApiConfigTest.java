package io.qbank.exposure.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandApiConfigTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void withASecretAloneEverythingHasV7sDefault() {
        CommandApiConfig config = CommandApiConfig.from(Map.of("APP_SECRET", SECRET));

        assertEquals("localhost:9092", config.kafka().bootstrap());
        assertEquals("00000000-0000-0000-0000-000000000001", config.tenantId());
        assertEquals(500, config.maxDaily());
        assertEquals(8000, config.port());
        assertFalse(config.instanceId().isEmpty());
    }

    @Test
    void aSecretIsRequired() {
        var refused = assertThrows(IllegalArgumentException.class, () -> CommandApiConfig.from(Map.of()));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("APP_SECRET is required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev-secret-change-me",
                "dev-secret-change-me-dev-secret-change-me",
                "31-bytes-are-not-enough-at-all-"
            })
    void aWeakSecretIsRefusedAndNotShown(String secret) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> CommandApiConfig.from(Map.of("APP_SECRET", secret)));

        assertTrue(String.valueOf(refused.getMessage()).contains("at least 32 bytes"));
        assertFalse(String.valueOf(refused.getMessage()).contains(secret));
    }

    @Test
    void theSecretDoesNotPrint() {
        CommandApiConfig config = CommandApiConfig.from(Map.of("APP_SECRET", SECRET));

        assertFalse(config.toString().contains(SECRET));
    }
}
