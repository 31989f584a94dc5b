package io.qbank.exposure.calibrator.engine;

import java.util.List;
import java.util.function.Function;

/** How a run ended. */
public sealed interface Outcome {
    <R> R match(Function<Completed, R> completed, Function<Cancelled, R> cancelled);

    /** The run came to its end; whether it held the caps stands in the report. */
    record Completed(CalibrationResult result) implements Outcome {
        @Override
        public <R> R match(Function<Completed, R> completed, Function<Cancelled, R> cancelled) {
            return completed.apply(this);
        }
    }

    /** The observer stopped it; the iterations that were finished. */
    record Cancelled(List<IterationSummary> history) implements Outcome {
        public Cancelled {
            history = List.copyOf(history);
        }

        @Override
        public <R> R match(Function<Completed, R> completed, Function<Cancelled, R> cancelled) {
            return cancelled.apply(this);
        }
    }
}
