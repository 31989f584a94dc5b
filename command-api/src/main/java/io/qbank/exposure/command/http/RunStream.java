package io.qbank.exposure.command.http;

import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.schemas.progress.Progress;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a run as server-sent events to one reader, until the run ends or the token does. An event's id is
 * {@code attempt-seq}, so that Last-Event-ID resumes at any instance. Writes what the connection takes without waiting and
 * goes on when it takes more: a reader holds no thread. One of the few places that may catch broadly: whatever goes wrong with
 * one reader must not reach the others. Thread-safe.
 */
final class RunStream implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunStream.class);
    private static final long HEARTBEAT_MILLIS = 10_000;
    private static final byte[] NOTHING = {};
    private static final byte[] GREETING = ": the steps of a run\nretry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Run run;
    private final RunEvents events;
    private final Instant until;
    private final Clock machine;
    private final ServletOutputStream out;
    private int attempt;
    private int seq;
    private byte[] due = GREETING;
    private long spoke;
    private boolean begun;
    private boolean unsent;
    private boolean ended;

    /**
     * @param attempt of the last step the reader has seen; -1 for none
     * @param until when the reader's token ends, by the machine's clock
     * @param out of a request that is answered asynchronously
     */
    RunStream(Run run, RunEvents events, int attempt, int seq, Instant until, Clock machine, ServletOutputStream out) {
        this.run = run;
        this.events = events;
        this.attempt = attempt;
        this.seq = seq;
        this.until = until;
        this.machine = machine;
        this.out = out;
        this.spoke = machine.millis();
    }

    /** Completes when there is nothing more to say, or nobody to hear it. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** The answer has become asynchronous: from now on a write does not wait, and so nothing is said before. */
    void begin() {
        try {
            out.setWriteListener(this);
        } catch (IllegalStateException refused) {
            over.complete(null);
            throw refused;
        }
    }

    /** Says what is new, as far as the connection takes it now. */
    synchronized void advance() {
        if (!begun) return;
        try {
            while (!over.isDone() && out.isReady()) {
                if (due.length == 0) due = next();
                if (due.length > 0) {
                    out.write(due);
                    due = NOTHING;
                    unsent = true;
                } else if (unsent) {
                    out.flush();
                    unsent = false;
                } else if (ended) {
                    over.complete(null);
                } else {
                    return;
                }
            }
        } catch (IOException gone) {
            over.complete(null); // whoever wants the rest comes back with the last id
        } catch (RuntimeException unforeseen) {
            LOG.warn("events could not be told to a reader", unforeseen);
            over.complete(null);
        }
    }

    /** There will be no more; what was begun is still sent. */
    synchronized void end() {
        ended = true;
        advance();
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        advance();
    }

    @Override
    public void onError(Throwable gone) {
        over.complete(null);
    }

    private byte[] next() {
        if (ended) return NOTHING;
        byte[] next = steps();
        long now = machine.millis();
        if (next.length == 0 && now - spoke >= HEARTBEAT_MILLIS) next = HEARTBEAT;
        if (next.length > 0) spoke = now;
        if (!machine.instant().isBefore(until)) ended = true;
        return next;
    }

    /** Several small steps, or a large one, whose bytes are everybody's. */
    private byte[] steps() {
        ByteArrayOutputStream several = new ByteArrayOutputStream();
        Progress latest = run.latest(); // before the steps: what ends the run meanwhile is told next time
        for (Progress step : run.after(attempt, seq)) {
            byte[] event = events.of(step);
            if (several.size() > 0 && several.size() + event.length > RunEvents.LARGE) break;
            attempt = step.attempt();
            seq = step.seq();
            ended = step.state().terminal();
            if (event.length > RunEvents.LARGE) return event;
            several.writeBytes(event);
            if (ended) break;
        }
        ended |= several.size() == 0 && latest.state().terminal(); // who resumes after the end has heard it
        return several.toByteArray();
    }
}
