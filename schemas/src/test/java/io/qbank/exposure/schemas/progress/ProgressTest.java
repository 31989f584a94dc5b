package io.qbank.exposure.schemas.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.command.Trigger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void aStepFollowsThoseOfLowerAttemptsAndEarlierOnesOfItsOwn() {
        Progress queued = step(0, 0, RunState.QUEUED);
        Progress iteration = step(1, 7, RunState.ITERATION);
        Progress takenOver = step(2, 0, RunState.RUNNING);

        assertTrue(iteration.follows(queued));
        assertTrue(takenOver.follows(iteration));
        assertTrue(step(1, 8, RunState.ITERATION).follows(iteration));
    }

    @Test
    void queuedNeverFollowsALaterStateAndNothingFollowsItself() {
        Progress queued = step(0, 0, RunState.QUEUED);
        Progress iteration = step(1, 7, RunState.ITERATION);

        assertFalse(queued.follows(iteration));
        assertFalse(queued.follows(queued));
        assertFalse(iteration.follows(step(2, 0, RunState.RUNNING)));
    }

    @Test
    void theKeyTellsTheStepAndThePartitionOnlyTheJob() {
        assertEquals("job-1/1/7", step(1, 7, RunState.ITERATION).key());
        assertTrue(IntStream.range(0, 1_000)
                .map(job -> Progress.partition("job-" + job, 4))
                .allMatch(partition -> partition >= 0 && partition < 4));
    }

    @Test
    void aRunEndsInOneOfFourStatesAndV7KnowsSix() {
        List<RunState> terminal =
                Arrays.stream(RunState.values()).filter(RunState::terminal).toList();

        assertEquals(List.of(RunState.DONE, RunState.EMPTY, RunState.FAILED, RunState.CANCELLED), terminal);
        assertEquals(
                List.of("queued", "running", "done", "empty", "failed", "cancelled"),
                Arrays.stream(RunState.values())
                        .map(RunState::status)
                        .distinct()
                        .toList());
    }

    private static Progress step(int attempt, int seq, RunState state) {
        Instant at = Instant.parse("2026-11-02T09:30:00Z");
        return new Progress(
                "job-1",
                attempt,
                seq,
                "tenant",
                "MATH-9",
                state,
                at,
                at,
                "ada",
                Trigger.API,
                0,
                5,
                null,
                null,
                null,
                null,
                null);
    }
}
