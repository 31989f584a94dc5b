package io.qbank.exposure.command.http;

import io.javalin.http.Context;
import io.qbank.exposure.command.view.Changes;
import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The steps of a run as server-sent events, until the run ends, the token does, or the service stops. An event's id is
 * {@code attempt-seq}, so that Last-Event-ID resumes at any instance. Each reader holds a thread of the server, therefore
 * their number is bounded, apart from that of the requests that wait; one too many is told before its stream begins.
 */
final class RunEvents implements Answer {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    static final int MOST_READERS = 100;
    private static final Semaphore READERS = new Semaphore(MOST_READERS);

    private final Run run;
    private final Changes changes;
    private final Instant until;
    private final Clock machine;
    private int attempt;
    private int seq;

    /**
     * @param attempt of the last step the reader has seen; -1 for none
     * @param until when the reader's token ends, by the machine's clock
     */
    RunEvents(Run run, int attempt, int seq, Changes changes, Instant until, Clock machine) {
        this.run = run;
        this.attempt = attempt;
        this.seq = seq;
        this.changes = changes;
        this.until = until;
        this.machine = machine;
    }

    @Override
    public void writeTo(Context context) throws IOException, InterruptedException {
        if (!READERS.tryAcquire())
            throw new ProblemException(503, "more than " + MOST_READERS + " readers of events; poll the status instead")
                    .with("Retry-After", "5");
        try {
            context.res().setContentType("text/event-stream");
            context.res().setCharacterEncoding("UTF-8");
            context.res().setHeader("X-Accel-Buffering", "no");
            stream(context.res().getOutputStream());
        } finally {
            READERS.release();
        }
    }

    private void stream(OutputStream out) throws IOException, InterruptedException {
        out.write(": the steps of a run\nretry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (!changes.closed() && machine.instant().isBefore(until)) {
            Optional<List<Progress>> fresh = changes.follow(HEARTBEAT, this::fresh);
            for (Progress step : fresh.orElse(List.of())) {
                out.write(event(step).getBytes(StandardCharsets.UTF_8));
                attempt = step.attempt();
                seq = step.seq();
                if (step.state().terminal()) {
                    out.flush();
                    return;
                }
            }
            if (fresh.isEmpty()) out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private Optional<List<Progress>> fresh() {
        List<Progress> steps = run.after(attempt, seq);
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps);
    }

    private static String event(Progress step) {
        return "id: " + step.attempt() + '-' + step.seq() + "\nevent: "
                + step.state().wire() + "\ndata: " + Json.text(step) + "\n\n";
    }
}
