package io.qbank.exposure.command.http;

import io.javalin.http.HandlerType;
import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.command.view.Views;
import jakarta.servlet.ServletOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All who follow runs. One thread tells them what is new; it lives while there is somebody to tell. Their number is bounded,
 * since each holds a connection; one too many is told before his stream begins. Thread-safe.
 */
final class RunStreams {
    static final int MOST_READERS = 1_000;
    /** Between two looks for ended tokens and connections that have long been silent. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Views views;
    private final Clock machine;
    private final RunEvents events = new RunEvents();
    private final Set<RunStream> open = new LinkedHashSet<>();
    private boolean telling;

    RunStreams(Views views, Clock machine) {
        this.views = views;
        this.machine = machine;
    }

    /**
     * The steps of a run after the one a reader has seen, as an answer.
     *
     * @param attempt of the last step the reader has seen; -1 for none
     * @param until when the reader's token ends
     */
    Answer follow(Run run, int attempt, int seq, Instant until) {
        return context -> {
            context.res().setContentType("text/event-stream");
            context.res().setCharacterEncoding("UTF-8");
            context.res().setHeader("X-Accel-Buffering", "no");
            if (context.method().equals(HandlerType.HEAD)) return;
            ServletOutputStream out = context.res().getOutputStream();
            RunStream stream = new RunStream(run, events, attempt, seq, until, machine, out);
            add(stream);
            context.future(() -> {
                stream.begin();
                return stream.over();
            });
        };
    }

    private synchronized void add(RunStream stream) {
        if (open.size() >= MOST_READERS) open.removeIf(each -> each.over().isDone());
        if (open.size() >= MOST_READERS)
            throw new ProblemException(503, "more than " + MOST_READERS + " readers of events; poll the status instead")
                    .with("Retry-After", "5");
        open.add(stream);
        if (telling) return;
        telling = true;
        Thread teller = new Thread(this::tell, "run-events");
        teller.setDaemon(true);
        teller.start();
    }

    private void tell() {
        boolean needed = true;
        try {
            while (!views.changes().closed()) {
                long told = views.runs().steps(); // first: who comes after this look has seen as much himself
                List<RunStream> readers = readers();
                needed = !readers.isEmpty();
                if (!needed) return; // and perhaps another thread has begun by now
                readers.forEach(RunStream::advance);
                Optional<Long> unused = views.changes()
                        .follow(LOOK, () -> Optional.of(views.runs().steps()).filter(steps -> steps != told));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (needed) leave().forEach(RunStream::end);
        }
    }

    /** Those that are still there; without any, the thread that asks is done. */
    private synchronized List<RunStream> readers() {
        open.removeIf(stream -> stream.over().isDone());
        telling = !open.isEmpty();
        return List.copyOf(open);
    }

    /** Nobody tells any longer; those that are left. */
    private synchronized List<RunStream> leave() {
        telling = false;
        List<RunStream> left = List.copyOf(open);
        open.clear();
        return left;
    }
}
