package io.qbank.exposure.command.submit;

import java.util.function.Function;

/** What became of a command while its sender waited. */
public sealed interface Verdict {
    String commandId();

    /** Each reader decides about every case. */
    <R> R match(Function<Applied, R> applied, Function<Refused, R> refused, Function<Pending, R> pending);

    /** Done, and what it changed can be seen. */
    record Applied(String commandId) implements Verdict {
        @Override
        public <R> R match(Function<Applied, R> applied, Function<Refused, R> refused, Function<Pending, R> pending) {
            return applied.apply(this);
        }
    }

    /** Not done, for a reason. */
    record Refused(String commandId, String reason) implements Verdict {
        @Override
        public <R> R match(Function<Applied, R> applied, Function<Refused, R> refused, Function<Pending, R> pending) {
            return refused.apply(this);
        }
    }

    /** Accepted; what becomes of it is not known yet. */
    record Pending(String commandId) implements Verdict {
        @Override
        public <R> R match(Function<Applied, R> applied, Function<Refused, R> refused, Function<Pending, R> pending) {
            return pending.apply(this);
        }
    }
}
