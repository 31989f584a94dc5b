package io.qbank.exposure.command.http;

import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Steps of runs as server-sent events. A large one, such as a start with ten thousand topics, is put into words once, and all who
 * read it share the bytes, also while their connections do not take them. They are kept as long as the step. Thread-safe.
 */
final class RunEvents {
    /** Bytes; what each reader may make us hold for himself. */
    static final int LARGE = 32 * 1024;

    private final Map<Progress, byte[]> large = new WeakHashMap<>();

    /** The event; not to be changed. */
    byte[] of(Progress step) {
        synchronized (large) {
            byte[] known = large.get(step);
            if (known != null) return known;
        }
        byte[] event = text(step).getBytes(StandardCharsets.UTF_8);
        if (event.length <= LARGE) return event;
        synchronized (large) {
            byte[] earlier = large.putIfAbsent(step, event);
            return earlier == null ? event : earlier;
        }
    }

    private static String text(Progress step) {
        return "id: " + step.attempt() + '-' + step.seq() + "\nevent: "
                + step.state().wire() + "\ndata: " + Json.text(step) + "\n\n";
    }
}
