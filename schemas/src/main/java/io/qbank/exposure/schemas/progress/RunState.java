package io.qbank.exposure.schemas.progress;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a run stands. The last four are terminal: a run ends in exactly one of them. */
public enum RunState {
    QUEUED,
    RUNNING,
    ITERATION,
    VERIFYING,
    DONE,
    EMPTY,
    FAILED,
    CANCELLED;

    /** Whether nothing follows. */
    public boolean terminal() {
        return compareTo(DONE) >= 0;
    }

    private static final List<String> WIRES =
            Arrays.stream(values()).map(RunState::wire).toList();

    /**
     * The one that JSON spells so.
     *
     * @throws InvalidMessageException listing those allowed
     */
    @JsonCreator
    public static RunState of(String wire) {
        return values()[WIRES.indexOf(Require.oneOf("state", wire, WIRES))];
    }

    /** As JSON has it. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As v7's status told it: queued, running, done, empty, failed or cancelled. */
    public String status() {
        return this == ITERATION || this == VERIFYING ? RUNNING.wire() : wire();
    }
}
