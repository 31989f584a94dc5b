package io.qbank.exposure.schemas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is done to a valid sample, schema and record agree on it; a refusal is always explained, never a crash. */
class MutatedSamplesTest {
    private static final long SEED = 20_261_102;
    private static final int ROUNDS = 250;
    /** Rules between two fields, which a schema cannot say. */
    private static final Set<String> BETWEEN_FIELDS = Set.of("parameters.floor", "parameters.grid_low", "theta.high");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "2",
            "0.5",
            "-0.25",
            "1.0",
            "3e0",
            "1.5e3",
            "1e999",
            "-1e999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "2147483648",
            "1e18",
            "1e400",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"NaN\"",
            "\"Infinity\"",
            "\"0.5\"",
            "\"5\"",
            "\"true\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"a/b\"",
            "\"a b\"",
            "\"\\u00a0\"",
            "\"line\\n\"",
            "\"api\"",
            "\" api\"",
            "\"API\"",
            "\"done\"",
            "\"failed\"",
            "\"refused\"",
            "\"uniform\"",
            "\"normal0,1\"",
            "\"normal:0\"",
            "\"normal:0,1\"",
            "\"2026-11-02\"",
            "\"2026-02-29\"",
            "\"2024-02-29\"",
            "\"26-11-02\"",
            "\"2026-11-02T09:30:00Z\"",
            "\"2026-11-02T09:30:00+00:00\"",
            "\"2026-11-02T24:00:00Z\"",
            "\"2026-11-02T09:30:60Z\"",
            "\"2026-11-02 09:30:00Z\"",
            "\"2026-11-02T09:30:00.1234567891Z\"",
            "\"2026-11-02T09:30:00.Z\"",
            "\"2026-11-02T09:30:00+18:00\"",
            "\"1969-12-31T23:59:59-01:00\"",
            "\"9999-12-31T23:59:59-12:00\"",
            "\"item.presented\"",
            "\"calibration.cancel\"",
            "[]",
            "[null]",
            "[1]",
            "[\"x\"]",
            "[[]]",
            "{}",
            "{\"1\":0.5}",
            "{\"\":0.5}",
            "{\"1\":null}",
            "{\"1\":1e9}",
            "{\"a\":{\"b\":[]}}");

    @TestFactory
    Stream<DynamicTest> schemaAndRecordAgree() {
        return Contract.ALL.stream()
                .flatMap(contract -> contract.valid()
                        .map(sample -> DynamicTest.dynamicTest(contract.name() + "/" + sample.getFileName(), () -> {
                            Random random =
                                    new Random(SEED + sample.getFileName().hashCode());
                            for (int round = 0; round < ROUNDS; round++) {
                                JsonNode mutant = Contract.tree(sample);
                                for (int times = 1 + random.nextInt(2); times > 0; times--) mutate(mutant, random);
                                assertAgreement(contract, mutant.toString());
                            }
                        })));
    }

    private static void assertAgreement(Contract contract, String text) {
        List<String> complaints = ContractSchemas.complaints(contract.name(), text);

        InvalidMessageException refusal = refusal(contract, text);

        if (refusal != null && BETWEEN_FIELDS.contains(String.valueOf(refusal.field())) && complaints.isEmpty()) return;
        Supplier<String> both = () -> text + "\nschema: " + complaints + "\nrecord: " + refusal;
        assertEquals(complaints.isEmpty(), refusal == null, both);
        if (refusal != null) assertNotEquals("null", String.valueOf(refusal.getMessage()), both);
    }

    private static @Nullable InvalidMessageException refusal(Contract contract, String text) {
        try {
            Object message = Json.read(text, contract.type());
            assertEquals(message, Json.read(Json.bytes(message), contract.type()));
            return null;
        } catch (InvalidMessageException refused) {
            return refused;
        }
    }

    /** Drops, replaces or adds one value anywhere in the message. */
    private static void mutate(JsonNode message, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(message, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object) mutate(object, random);
        else if (container instanceof ArrayNode array) mutate(array, random);
    }

    private static void mutate(ObjectNode object, Random random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "new" : names.get(random.nextInt(names.size()));
        if (random.nextInt(5) == 0) object.remove(name);
        else object.set(name, value(random));
    }

    private static void mutate(ArrayNode array, Random random) {
        if (array.isEmpty() || random.nextInt(4) == 0) array.add(value(random));
        else if (random.nextInt(4) == 0) array.remove(random.nextInt(array.size()));
        else array.set(random.nextInt(array.size()), value(random));
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Json.shared().getNodeFactory().numberNode(random.nextLong());
            case 1 -> Json.shared().getNodeFactory().numberNode(4 * random.nextDouble() - 2);
            default ->
                Json.shared().getNodeFactory().rawValueNode(new RawValue(VALUES.get(random.nextInt(VALUES.size()))));
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) containers.add(node);
        node.properties().stream()
                .filter(property -> !property.getKey().equals("report")) // free inside: no contract to agree on
                .forEach(property -> collect(property.getValue(), containers));
        if (node.isArray()) node.forEach(child -> collect(child, containers));
    }
}
