package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.json.Require;
import java.time.Duration;
import java.util.Map;

/**
 * What a relay needs to know. Immutable.
 *
 * @param tenantId whose bank it is
 * @param bank where its database is
 * @param kafka settings of all Kafka clients, {@code bootstrap.servers} among them
 * @param slot replication slot, created when missing; also the name of the lock that elects the one relay
 * @param publication created when missing, never altered
 * @param auditEvery how often topics and bank are compared as a whole
 * @param leaseTimeout how long the elected relay may be silent before another is elected
 */
public record RelayConfig(
        String tenantId,
        BankAddress bank,
        Map<String, String> kafka,
        String slot,
        String publication,
        Duration auditEvery,
        Duration leaseTimeout) {
    private static final Duration AUDIT_EVERY = Duration.ofMinutes(10);
    private static final Duration LEASE_TIMEOUT = Duration.ofSeconds(30);

    public RelayConfig {
        Require.id("tenant_id", tenantId);
        SlotName.require("slot", slot);
        SlotName.require("publication", publication);
        kafka = Map.copyOf(kafka);
    }

    /** With slot and publication named after the tenant. */
    public static RelayConfig of(String tenantId, BankAddress bank, Map<String, String> kafka) {
        String name = SlotName.of(tenantId);
        return new RelayConfig(tenantId, bank, kafka, name, name, AUDIT_EVERY, LEASE_TIMEOUT);
    }

    /**
     * A name that PostgreSQL takes for a slot or a publication.
     *
     * @throws IllegalArgumentException naming the field, what is allowed and what was given
     */
    public static String requireName(String field, String name) {
        SlotName.require(field, name);
        return name;
    }

    /** The same under other names; a blank one keeps what it was. */
    public RelayConfig named(String otherSlot, String otherPublication) {
        return new RelayConfig(
                tenantId,
                bank,
                kafka,
                otherSlot.isBlank() ? slot : otherSlot,
                otherPublication.isBlank() ? publication : otherPublication,
                auditEvery,
                leaseTimeout);
    }

    /** The same, with topics and bank compared at another pace. */
    public RelayConfig comparedEvery(Duration otherAuditEvery) {
        return timed(otherAuditEvery, leaseTimeout);
    }

    /** The same with other times. */
    public RelayConfig timed(Duration otherAuditEvery, Duration otherLeaseTimeout) {
        return new RelayConfig(tenantId, bank, kafka, slot, publication, otherAuditEvery, otherLeaseTimeout);
    }

    /** Without the clients' settings, which may hold secrets. */
    @Override
    public String toString() {
        return "RelayConfig[tenantId=" + tenantId + ", bank=" + bank + ", slot=" + slot + ", publication=" + publication
                + ", auditEvery=" + auditEvery + ", leaseTimeout=" + leaseTimeout + "]";
    }
}
