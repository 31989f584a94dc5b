package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.command.view.RunView;
import io.qbank.exposure.command.view.Steps;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one reader is told when, by a clock that is moved and a connection that takes as much as it is told to. */
class RunStreamTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private static final String GREETING = ": the steps of a run\nretry: 1000\n\n";
    private static final String HEARTBEAT = ":\n\n";

    private final ManualClock clock = ManualClock.at(NOW);
    private final RunView runs = new RunView();
    private final Connection connection = new Connection();

    @Test
    void nothingIsSaidBeforeTheAnswerIsAsynchronous() {
        RunStream stream = stream(RunState.RUNNING);

        stream.advance();
        assertEquals("", connection.said());

        stream.begin();
        assertTrue(connection.said().startsWith(GREETING + "id: 1-1\nevent: running\ndata: {"), connection.said());
    }

    @Test
    void aSilentRunIsHeardToBeAliveEveryTenSeconds() {
        RunStream stream = begun(RunState.RUNNING);

        stream.advance();
        clock.advance(Duration.ofMillis(9_999));
        stream.advance();
        assertEquals("", connection.said());

        clock.advance(Duration.ofMillis(1));
        stream.advance();
        stream.advance();
        assertEquals(HEARTBEAT, connection.said());
        assertTrue(connection.flushed);
    }

    @Test
    void nobodyReadsLongerThanTheTokenAllows() {
        RunStream stream = begun(RunState.RUNNING);

        clock.set(NOW.plusSeconds(60).minusMillis(1));
        stream.advance();
        assertFalse(stream.over().isDone());

        clock.set(NOW.plusSeconds(60));
        stream.advance();
        assertTrue(stream.over().isDone());
    }

    @Test
    void theLastStepEndsTheStream() {
        RunStream stream = begun(RunState.RUNNING);

        tell(Steps.step("job", 1, 2, RunState.DONE));
        stream.advance();

        assertTrue(connection.said().startsWith("id: 1-2\nevent: done\n"));
        assertTrue(stream.over().isDone());
    }

    @Test
    void whoComesBackAfterTheLastStepIsNotKeptWaiting() {
        tell(Steps.step("job", 1, 1, RunState.RUNNING));
        tell(Steps.step("job", 1, 2, RunState.DONE));
        RunStream stream = stream(1, 2);

        stream.begin();

        assertEquals(GREETING, connection.said());
        assertTrue(stream.over().isDone());
    }

    @Test
    void whatIsBegunIsSentBeforeTheServiceStops() {
        RunStream stream = begun(RunState.RUNNING);
        connection.ready = false;
        tell(Steps.step("job", 1, 2, RunState.ITERATION));
        stream.advance();
        assertEquals("", connection.said());

        connection.ready = true;
        stream.advance();
        connection.ready = false;
        stream.end();
        assertFalse(stream.over().isDone(), "not flushed yet");

        connection.ready = true;
        stream.onWritePossible();
        assertTrue(connection.said().startsWith("id: 1-2\n"));
        assertTrue(stream.over().isDone());
    }

    @Test
    void whoHangsUpIsForgotten() {
        RunStream stream = begun(RunState.RUNNING);
        connection.gone = true;
        tell(Steps.step("job", 1, 2, RunState.ITERATION));

        stream.advance();

        assertTrue(stream.over().isDone());
    }

    @Test
    void aLargeStepIsTheSameBytesForEverybodyAndASmallOneIsNotKept() {
        RunEvents events = new RunEvents();
        Progress large = failed(2);
        Progress small = Steps.step("job", 1, 1, RunState.RUNNING);

        assertSame(events.of(large), events.of(large));
        assertFalse(events.of(small) == events.of(small));
    }

    @Test
    void largeAndSmallStepsComeInOrder() {
        RunStream stream = begun(RunState.RUNNING);
        tell(Steps.step("job", 1, 2, RunState.ITERATION));
        tell(Steps.step("job", 1, 3, RunState.ITERATION));
        tell(failed(4));

        stream.advance();

        String said = connection.said();
        assertEquals(
                List.of("id: 1-2", "id: 1-3", "id: 1-4"),
                said.lines().filter(line -> line.startsWith("id")).toList());
        assertEquals(2, connection.writes, "the small ones at once");
        assertTrue(stream.over().isDone());
    }

    private static Progress failed(int seq) {
        return Steps.heavy(Steps.step("job", 1, seq, RunState.FAILED), RunEvents.LARGE);
    }

    private RunStream stream(RunState state) {
        tell(Steps.step("job", 1, 1, state));
        return stream(-1, 0);
    }

    private RunStream stream(int attempt, int seq) {
        Run run = runs.run("job").orElseThrow();
        return new RunStream(run, new RunEvents(), attempt, seq, NOW.plusSeconds(60), clock, connection);
    }

    /** A reader who has heard what there was. */
    private RunStream begun(RunState state) {
        RunStream stream = stream(state);
        stream.begin();
        connection.said();
        return stream;
    }

    private void tell(Progress step) {
        runs.apply(step.key(), step);
    }

    private static final class Connection extends ServletOutputStream {
        private final List<String> told = new ArrayList<>();
        boolean ready = true;
        boolean gone;
        boolean flushed;
        int writes;

        /** What was said since it was last asked. */
        String said() {
            String said = String.join("", told);
            writes = told.size();
            told.clear();
            return said;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (gone) throw new IOException("hung up");
            told.add(new String(bytes, StandardCharsets.UTF_8));
            flushed = false;
        }

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void flush() {
            flushed = true;
        }
    }
}
