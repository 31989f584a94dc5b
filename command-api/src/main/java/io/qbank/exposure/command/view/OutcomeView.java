package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.command.CommandOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the latest commands. Thread-safe. */
public final class OutcomeView implements View<CommandOutcome> {
    static final int MOST = 50_000;

    private final Map<String, CommandOutcome> outcomes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CommandOutcome> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public synchronized void apply(String key, @Nullable CommandOutcome outcome) {
        if (outcome != null) outcomes.put(outcome.commandId(), outcome);
    }

    /** The outcome of a command, once it is known. */
    public synchronized Optional<CommandOutcome> outcome(String commandId) {
        return Optional.ofNullable(outcomes.get(commandId));
    }
}
