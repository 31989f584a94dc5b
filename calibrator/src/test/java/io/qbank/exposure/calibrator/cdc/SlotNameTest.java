package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotNameTest {
    @Test
    void anOrdinaryTenantIsReadableInIt() {
        assertEquals(
                "qbank_relay_00000000_0000_0000_0000_000000000001",
                SlotName.of("00000000-0000-0000-0000-000000000001"));
    }

    @Test
    void tenantsThatDifferGetNamesThatDiffer() {
        List<String> tenants = List.of("a-b", "a_b", "A-b", "a.b", "a:b", "x".repeat(63), "x".repeat(64));

        List<String> names = tenants.stream().map(SlotName::of).toList();

        assertEquals(tenants.size(), names.stream().distinct().count(), names::toString);
        names.forEach(name -> SlotName.require("slot", name));
        assertTrue(names.stream().allMatch(name -> name.length() <= 63), names::toString);
    }

    @Test
    void whatPostgresWouldNotTakeIsRefused() {
        for (String wrong : List.of("", "Items", "items-1", "1items", "x".repeat(64)))
            assertThrows(IllegalArgumentException.class, () -> SlotName.require("slot", wrong), wrong);
    }
}
