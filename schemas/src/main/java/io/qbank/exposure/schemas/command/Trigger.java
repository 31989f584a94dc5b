package io.qbank.exposure.schemas.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who set a command off. */
public enum Trigger {
    API,
    CLI,
    DRIFT,
    SCHEDULE,
    SERVICE;

    private static final List<String> WIRES =
            Arrays.stream(values()).map(Trigger::wire).toList();

    /**
     * The one that JSON spells so.
     *
     * @throws InvalidMessageException listing those allowed
     */
    @JsonCreator
    public static Trigger of(String wire) {
        return values()[WIRES.indexOf(Require.oneOf("trigger", wire, WIRES))];
    }

    /** As JSON has it. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
