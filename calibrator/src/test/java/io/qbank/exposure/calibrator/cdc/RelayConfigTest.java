package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qbank.exposure.schemas.json.InvalidMessageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayConfigTest {
    private static final BankAddress BANK = BankAddress.of("jdbc:postgresql://db:5433/bank?user=u&password=p%26w");

    @Test
    void slotAndPublicationAreNamedAfterTheTenantUnlessNamed() {
        RelayConfig byDefault = RelayConfig.of("t-1", BANK, Map.of());
        RelayConfig named = byDefault.named("", "bank_items");

        assertEquals("qbank_relay_t_1", byDefault.slot());
        assertEquals("qbank_relay_t_1", byDefault.publication());
        assertEquals("qbank_relay_t_1", named.slot());
        assertEquals("bank_items", named.publication());
    }

    @Test
    void wrongNamesAreRefused() {
        RelayConfig config = RelayConfig.of("t-1", BANK, Map.of());

        assertThrows(InvalidMessageException.class, () -> RelayConfig.of("a/b", BANK, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> config.named("Items", ""));
        assertThrows(IllegalArgumentException.class, () -> BankAddress.of("jdbc:mysql://db/bank"));
    }

    @Test
    void itsTextHoldsNoSecret() {
        RelayConfig config = RelayConfig.of("t-1", BANK, Map.of("sasl.jaas.config", "secret"));

        assertFalse(config.toString().contains("p&w"), config.toString());
        assertFalse(config.toString().contains("p%26w"), config.toString());
        assertFalse(config.toString().contains("secret"), config.toString());
    }

    @Test
    void debeziumIsToldTheSameAddress() {
        BankAddress apart =
                new BankAddress("jdbc:postgresql://db/bank?sslmode=require", Optional.of("u"), Optional.of("p"));

        assertEquals(
                Map.of(
                        "database.hostname", "db",
                        "database.port", "5433",
                        "database.dbname", "bank",
                        "database.user", "u",
                        "database.password", "p&w"),
                BANK.forDebezium());
        assertEquals("require", apart.forDebezium().get("database.sslmode"));
        assertEquals("5432", apart.forDebezium().get("database.port"));
        assertEquals("p", apart.forDebezium().get("database.password"));
    }
}
