package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How an attempt wants its run to end.
 *
 * @param state terminal
 * @param items to be written; empty where no k comes of it
 * @param rejection that the k values are meant for
 * @param document the result, given how many k were or would have been written; empty text for none
 * @param reason in words; empty text for none
 */
public record Conclusion(
        State state, List<ItemResult> items, Rejection rejection, IntFunction<String> document, String reason) {
    static Conclusion done(List<ItemResult> items, Rejection rejection, IntFunction<String> document) {
        return new Conclusion(State.DONE, items, rejection, document, "");
    }

    static Conclusion empty(String document) {
        return new Conclusion(State.EMPTY, List.of(), Rejection.BLOCK, updated -> document, "");
    }

    static Conclusion failed(String reason) {
        return new Conclusion(State.FAILED, List.of(), Rejection.BLOCK, updated -> "", reason);
    }

    /** Somebody wanted it stopped, and it was. */
    public static Conclusion cancelled() {
        return new Conclusion(State.CANCELLED, List.of(), Rejection.BLOCK, updated -> "", "cancelled on request");
    }

    /** The terminal step that follows. */
    public Step after(Step last, int updated, Instant now) {
        Step step = last.next(state, now);
        String result = document.apply(updated);
        if (!result.isEmpty()) step = step.with(result);
        return reason.isEmpty() ? step : step.because(reason);
    }
}
