package io.qbank.exposure.calibrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.service.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibratorConfigTest {
    @Test
    void nothingGivenIsWhatV7Had() {
        CalibratorConfig config = CalibratorConfig.from(Map.of());

        assertEquals("jdbc:postgresql://localhost:5432/qbank", config.database().jdbc());
        assertEquals(Duration.ofHours(1), config.jobTimeout());
        assertEquals(1, config.concurrency());
        assertEquals(1_000_000_000L, config.maxCandidates());
        assertEquals(8002, config.httpPort());
    }

    @Test
    void howOftenTopicsAndBankAreComparedIsTheOperators() {
        assertEquals(
                Duration.ofMinutes(10), CalibratorConfig.from(Map.of()).relay().auditEvery());
        assertEquals(
                Duration.ofSeconds(15),
                CalibratorConfig.from(Map.of("RELAY_COMPARE_SECONDS", "15"))
                        .relay()
                        .auditEvery());
    }

    @Test
    void thePasswordIsNowhereToBeSeen() {
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://qbank:secret@db/bank");

        String shown = Settings.effective(CalibratorConfig.SETTINGS, environment) + CalibratorConfig.from(environment);

        assertFalse(shown.contains("secret"), shown);
    }

    @Test
    void aWrongValueNamesTheVariableAndWhatIsAllowed() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> CalibratorConfig.from(Map.of("CALIBRATOR_CONCURRENCY", "0")));

        assertEquals("CALIBRATOR_CONCURRENCY must be a whole number in [1, 64], was \"0\"", wrong.getMessage());
    }

    @Test
    void aWrongAddressIsRefusedWithoutItsPassword() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> CalibratorConfig.from(Map.of("DATABASE_URL", "mysql://qbank:secret@db/bank")));

        assertTrue(wrong.getMessage().startsWith("DATABASE_URL must be postgresql://"), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("secret"), wrong.getMessage());
    }
}
