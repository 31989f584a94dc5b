package io.qbank.exposure.calibrator.cdc;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names that PostgreSQL takes for a replication slot: lower case, digits, underscores, 63 at most. */
final class SlotName {
    private static final String PREFIX = "qbank_relay_";
    private static final Pattern VALID = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final int READABLE = 40;

    private SlotName() {}

    /** A name of its own for each tenant; where spelling it loses something, a hash keeps it apart. */
    static String of(String tenantId) {
        String plain = tenantId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        boolean faithful = plain.length() <= READABLE && plain.replace('_', '-').equals(tenantId);
        if (faithful) return PREFIX + plain;
        UUID hash = UUID.nameUUIDFromBytes(tenantId.getBytes(StandardCharsets.UTF_8));
        String cut = plain.length() <= READABLE ? plain : plain.substring(0, READABLE);
        return PREFIX + cut + '_' + hash.toString().substring(0, 8);
    }

    static void require(String field, String name) {
        if (!VALID.matcher(name).matches())
            throw new IllegalArgumentException(
                    field + " must be 1 to 63 lower-case letters, digits or _, was \"" + name + '"');
    }
}
