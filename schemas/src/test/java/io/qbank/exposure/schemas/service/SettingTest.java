package io.qbank.exposure.schemas.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Setting<Integer> PORT = Setting.number("HTTP_PORT", 8000, 1, 65_535, "Where it listens.");
    private static final Setting<Boolean> AUTO = Setting.flag("AUTO", true, "Whether it acts by itself.");
    private static final Setting<Duration> REST = Setting.millis("REST_MS", 250, 1, 60_000, "Pause between looks.");
    private static final Setting<String> SECRET = Setting.secret("APP_SECRET", "Signs tokens.");
    private static final Setting<String> DATABASE =
            Setting.address("DATABASE_URL", "postgresql://qbank:qbank@localhost/qbank", "The question bank.");
    private static final Setting<String> NAME = Setting.text("NAME", "", "What to call it.");
    private static final Setting<Integer> PIN =
            new Setting<>("PIN", null, "Opens.", true, "a number", Integer::valueOf);
    private static final List<Setting<?>> ALL = List.of(PORT, AUTO, REST, SECRET, DATABASE, NAME);

    @Test
    void whatIsGivenIsReadAndSurroundingSpaceIsNot() {
        Map<String, String> environment = Map.of("HTTP_PORT", " 9000 ", "AUTO", "false", "REST_MS", "5", "NAME", "a b");

        assertEquals(9000, PORT.in(environment));
        assertEquals(false, AUTO.in(environment));
        assertEquals(Duration.ofMillis(5), REST.in(environment));
        assertEquals("a b", NAME.in(environment));
    }

    @Test
    void whatIsAbsentOrBlankIsTheDefault() {
        Map<String, String> environment = Map.of("AUTO", "  ");

        assertEquals(8000, PORT.in(environment));
        assertEquals(true, AUTO.in(environment));
        assertEquals(Duration.ofMillis(250), REST.in(environment));
        assertEquals("", NAME.in(environment));
    }

    @Test
    void aWrongValueIsRefusedWithKeyAllowedAndGiven() {
        assertEquals(
                "HTTP_PORT must be a whole number in [1, 65535], was \"0\"", refusal(PORT, Map.of("HTTP_PORT", "0")));
        assertEquals(
                "HTTP_PORT must be a whole number in [1, 65535], was \"http\"",
                refusal(PORT, Map.of("HTTP_PORT", "http")));
        assertEquals("AUTO must be true or false, was \"yes\"", refusal(AUTO, Map.of("AUTO", "yes")));
        assertEquals(
                "REST_MS must be milliseconds in [1, 60000], was \"60001\"", refusal(REST, Map.of("REST_MS", "60001")));
    }

    @Test
    void aRequiredSettingThatIsAbsentIsNamedWithItsMeaning() {
        assertEquals("APP_SECRET is required: Signs tokens.", refusal(SECRET, Map.of()));
    }

    @Test
    void aSecretIsNeverPrintedNotEvenInACause() {
        Map<String, String> environment = Map.of("APP_SECRET", "hunter2", "DATABASE_URL", "postgresql://u:hunter2@h/d");

        String line = Settings.effective(ALL, environment);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PIN.in(Map.of("PIN", "hunter2")));

        assertFalse(line.contains("hunter2"), line);
        assertEquals("PIN must be a number, was ***", refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void theEffectiveLineShowsEverySettingInItsOwnUnit() {
        String line = Settings.effective(ALL, Map.of("APP_SECRET", "hunter2", "REST_MS", "500"));

        assertEquals("HTTP_PORT=8000 AUTO=true REST_MS=500 APP_SECRET=*** DATABASE_URL=*** NAME=", line);
    }

    @Test
    void theEffectiveLineRefusesAWrongValue() {
        Map<String, String> environment = Map.of("APP_SECRET", "hunter2", "AUTO", "maybe");

        assertThrows(IllegalArgumentException.class, () -> Settings.effective(ALL, environment));
    }

    @Test
    void theReadmesRowsTellDefaultAndMeaning() {
        assertEquals(
                List.of(
                        "| `HTTP_PORT` | `8000` | Where it listens. |",
                        "| `AUTO` | `true` | Whether it acts by itself. |",
                        "| `REST_MS` | `250` | Pause between looks. |",
                        "| `APP_SECRET` | required | Signs tokens. |",
                        "| `DATABASE_URL` | `postgresql://qbank:qbank@localhost/qbank` | The question bank. |",
                        "| `NAME` | none | What to call it. |"),
                Settings.rows(ALL));
    }

    @Test
    void theHelpHasAParagraphForEachSettingAndOneForWhatIsPassedThrough() {
        String help = Settings.help(List.of(PORT, SECRET));

        assertEquals(
                List.of(
                        "  HTTP_PORT",
                        "      Where it listens.",
                        "      default: 8000",
                        "  APP_SECRET",
                        "      Signs tokens.",
                        "      default: none, required",
                        "  KAFKA_*",
                        "      Any other property of a Kafka client, such as KAFKA_SECURITY_PROTOCOL for security.protocol.",
                        "      default: none"),
                help.lines().toList());
    }

    private static String refusal(Setting<?> setting, Map<String, String> environment) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> setting.in(environment))
                .getMessage());
    }
}
