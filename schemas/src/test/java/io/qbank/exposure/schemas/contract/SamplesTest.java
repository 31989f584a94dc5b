package io.qbank.exposure.schemas.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Schema and record agree on every sample, and a refusal is worded for a person. */
class SamplesTest {
    private static final Pattern JARGON =
            Pattern.compile("(?i)jackson|java\\.|io\\.qbank|deseriali|creator|exception|token|\\$|START_|JsonNode");

    @TestFactory
    Stream<DynamicTest> validSamplesPassSchemaAndRecordAndComeBackEqual() {
        return each(Contract::valid, (contract, sample) -> {
            String text = Contract.read(sample);
            Object message = Json.read(text, contract.type());

            String written = Json.text(message);

            assertEquals(List.of(), ContractSchemas.complaints(contract.name(), text));
            assertEquals(List.of(), ContractSchemas.complaints(contract.name(), written), written);
            assertEquals(message, Json.read(written, contract.type()));
        });
    }

    @TestFactory
    Stream<DynamicTest> invalidSamplesFailSchemaAndRecordWhichSaysWhatIsWrong() {
        return each(Contract::invalid, (contract, sample) -> {
            assertFalse(ContractSchemas.complaints(contract.name(), Contract.read(sample))
                    .isEmpty());
            assertRefusedAsExpected(contract, sample);
        });
    }

    @TestFactory
    Stream<DynamicTest> rulesBetweenFieldsAreTheRecordsAlone() {
        return each(Contract::refused, (contract, sample) -> {
            assertEquals(List.of(), ContractSchemas.complaints(contract.name(), Contract.read(sample)));
            assertRefusedAsExpected(contract, sample);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyInvalidSampleHasAnExpectationAndEveryExpectationASample() {
        return Contract.ALL.stream()
                .map(contract -> DynamicTest.dynamicTest(contract.name(), () -> {
                    TreeSet<String> expected = new TreeSet<>();
                    contract.expectations().fieldNames().forEachRemaining(expected::add);

                    TreeSet<String> there = new TreeSet<>(Stream.concat(contract.invalid(), contract.refused())
                            .map(file -> file.getFileName().toString())
                            .toList());

                    assertEquals(expected, there);
                    assertTrue(contract.valid().count() >= 3, "at least minimal, full, unknown-fields");
                }));
    }

    private static void assertRefusedAsExpected(Contract contract, Path sample) {
        JsonNode expected = contract.expectations().path(sample.getFileName().toString());

        InvalidMessageException refusal =
                assertThrows(InvalidMessageException.class, () -> Json.read(Contract.read(sample), contract.type()));

        String message = String.valueOf(refusal.getMessage());
        assertAll(
                () -> assertEquals(expected.path("field").textValue(), refusal.field(), message),
                () -> assertTrue(message.contains(expected.path("message").asText()), message),
                () -> assertTrue(
                        message.startsWith(String.valueOf(refusal.field())) || refusal.field() == null, message),
                () -> assertEquals(
                        expected.path("kind").textValue(), refusal.kind().wire(), message),
                () -> assertFalse(JARGON.matcher(message).find(), message));
    }

    private static Stream<DynamicTest> each(Samples samples, Check check) {
        return Contract.ALL.stream()
                .flatMap(contract -> samples.of(contract)
                        .map(sample -> DynamicTest.dynamicTest(
                                contract.name() + "/" + sample.getFileName(), () -> check.run(contract, sample))));
    }

    @FunctionalInterface
    private interface Samples {
        Stream<Path> of(Contract contract);
    }

    @FunctionalInterface
    private interface Check {
        void run(Contract contract, Path sample);
    }
}
