package io.qbank.exposure.calibrator.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://qbank:secret@db:5433/bank",
                "postgresql+psycopg2://qbank:secret@db:5433/bank",
                "jdbc:postgresql://qbank:secret@db:5433/bank",
                "jdbc:postgresql://db:5433/bank?user=qbank&password=secret"
            })
    void theThreeFormsMeanTheSame(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertEquals("jdbc:postgresql://db:5433/bank", url.jdbc());
        assertEquals(Optional.of("qbank"), url.user());
        assertEquals(Optional.of("secret"), url.password());
    }

    @Test
    void percentSignsAreDecodedAndAPlusStaysAPlus() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://us%40er:p%2Fw%3A+%20d@db/ba%20nk?sslmode=require");

        assertEquals(Optional.of("us@er"), url.user());
        assertEquals(Optional.of("p/w:+ d"), url.password());
        assertEquals("jdbc:postgresql://db:5432/ba%20nk?sslmode=require", url.jdbc());
    }

    @Test
    void anAddressOfVersionSixKeepsItsBrackets() {
        assertEquals(
                "jdbc:postgresql://[::1]:5432/bank",
                DatabaseUrl.parse("postgresql://[::1]/bank").jdbc());
    }

    @Test
    void thePasswordIsNeverInItsText() {
        assertEquals(
                "postgresql://qbank:***@db:5432/bank",
                DatabaseUrl.parse("postgresql://qbank:secret@db/bank").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://qbank:secret@db/bank",
                "postgresql://qbank:secret@db",
                "postgresql://qbank:secret@db:99999/bank",
                "postgresql://qbank:secret@db:5432/",
                "postgresql://qbank:secret%zz@db:5432/bank",
                "postgresql://qbank:pa/secret@db:5432/bank",
                "postgresql://qbank:pa@secret@db:5432/bank",
                "postgresql://qbank:secret:/pa@ss@db:5432/bank",
                "host=db user=qbank password=secret"
            })
    void anythingElseIsRefusedWithTheFormsAndWithoutThePassword(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.parse(text));

        assertTrue(refused.getMessage().contains("must be"), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }
}
