package io.qbank.exposure.schemas.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.qbank.exposure.schemas.json.Json;
import java.util.List;

/** The contracts as a JSON Schema validator that knows nothing of our records sees them. */
final class ContractSchemas {
    private static final String URN = "urn:qbank:exposure:contract:";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(ContractSchemas::file)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .losslessNarrowing(true) // 3.0 is a whole number, as the specification has it
                            .build()));

    private ContractSchemas() {}

    /** What a validator has against the text; empty if nothing. */
    static List<String> complaints(String contract, String text) {
        try {
            Json.shared().readTree(text);
        } catch (JsonProcessingException noJson) {
            return List.of("no JSON");
        }
        if (text.isBlank()) return List.of("no JSON");
        return schema(contract).validate(text, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    static Schema schema(String contract) {
        return REGISTRY.getSchema(SchemaLocation.of(URN + contract));
    }

    private static String file(String id) {
        return id.startsWith(URN)
                ? Contract.read(Contract.folder().resolve(id.substring(URN.length()) + ".json"))
                : null;
    }
}
