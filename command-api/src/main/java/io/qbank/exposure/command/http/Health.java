package io.qbank.exposure.command.http;

import java.util.function.BooleanSupplier;

/**
 * How the service is, asked anew each time.
 *
 * @param live whether it can still do its work; false asks for a restart
 * @param caughtUp whether the views have once read everything that was there; before, nothing can be said to be unknown
 * @param ready whether the views are fed and commands can be taken
 */
public record Health(BooleanSupplier live, BooleanSupplier caughtUp, BooleanSupplier ready) {
    /** What a route answers once the views have caught up; until then, to come back in a moment. */
    Handler onceCaughtUp(Handler handler) {
        return call -> {
            if (!caughtUp.getAsBoolean())
                throw new ProblemException(
                                503, "the service has just started and is still reading; try again in a moment")
                        .with("Retry-After", "1");
            return handler.answer(call);
        };
    }
}
