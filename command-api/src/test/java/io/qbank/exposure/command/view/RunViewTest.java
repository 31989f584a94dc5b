package io.qbank.exposure.command.view;

import static io.qbank.exposure.command.view.Steps.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunViewTest {
    private final RunView view = new RunView();

    @Test
    void queuedNeverFollowsALaterState() {
        take(step("job", 1, 0, RunState.RUNNING));

        take(step("job", 0, 0, RunState.QUEUED));

        assertEquals(RunState.RUNNING, latest("job").state());
    }

    @Test
    void aLowerAttemptSaysNothingAnyMore() {
        take(step("job", 2, 0, RunState.RUNNING));

        take(step("job", 1, 9, RunState.DONE));

        assertEquals(RunState.RUNNING, latest("job").state());
        assertEquals(2, latest("job").attempt());
    }

    @Test
    void aSecondAttemptForgetsTheIterationsOfTheFirst() {
        take(step("job", 1, 0, RunState.RUNNING));
        take(step("job", 1, 1, RunState.ITERATION));

        take(step("job", 2, 0, RunState.RUNNING));

        assertEquals(List.of(), run("job").history());
    }

    @Test
    void anyOrderOfArrivalEndsInTheSameState() {
        List<Progress> steps = new ArrayList<>(List.of(
                step("job", 0, 0, RunState.QUEUED),
                step("job", 1, 0, RunState.RUNNING),
                step("job", 1, 1, RunState.ITERATION),
                step("job", 2, 0, RunState.RUNNING),
                step("job", 2, 1, RunState.ITERATION),
                step("job", 2, 2, RunState.DONE),
                step("job", 2, 2, RunState.DONE)));
        for (long seed = 0; seed < 200; seed++) {
            Collections.shuffle(steps, new Random(seed));
            RunView shuffled = new RunView();

            steps.forEach(each -> shuffled.apply(each.key(), each));

            Run run = shuffled.run("job").orElseThrow();
            assertEquals(RunState.DONE, run.latest().state(), "seed " + seed);
            assertEquals(
                    List.of(0, 1, 2),
                    run.after(-1, -1).stream().map(Progress::seq).toList(),
                    "seed " + seed);
            assertEquals(Steps.ASKED.plusSeconds(20), run.startedAt().orElseThrow(), "seed " + seed);
            assertTrue(run.parameters().isPresent(), "seed " + seed);
        }
    }

    @Test
    void aReaderThatComesBackGetsWhatItHasNotSeen() {
        take(step("job", 1, 0, RunState.RUNNING));
        take(step("job", 1, 1, RunState.ITERATION));
        take(step("job", 1, 2, RunState.ITERATION));

        List<Progress> rest = run("job").after(1, 1);

        assertEquals(List.of(2), rest.stream().map(Progress::seq).toList());
        assertEquals(3, run("job").after(0, 7).size(), "all of a later attempt");
        assertEquals(0, run("job").after(2, 0).size(), "nothing of an earlier one");
    }

    @Test
    void anEndedRunKeepsItsLastIterationsAndItsEnds() {
        take(step("job", 1, 0, RunState.RUNNING));
        for (int seq = 1; seq <= 300; seq++) take(step("job", 1, seq, RunState.ITERATION));
        assertEquals(301, run("job").after(-1, -1).size());

        take(step("job", 1, 301, RunState.DONE));

        List<Integer> kept =
                run("job").after(-1, -1).stream().map(Progress::seq).toList();
        assertEquals(Run.LAST_ITERATIONS + 2, kept.size());
        assertEquals(List.of(0, 201), kept.subList(0, 2));
        assertEquals(301, kept.get(kept.size() - 1));
        assertEquals(1, run("job").history().size(), "the result's");
        assertTrue(run("job").startedAt().isPresent());
    }

    @Test
    void readingAnEndedRunAnewDoesNotFillItAgain() {
        take(step("job", 1, 301, RunState.FAILED));

        for (int seq = 0; seq <= 300; seq++) take(step("job", 1, seq, RunState.ITERATION));

        assertEquals(Run.LAST_ITERATIONS + 1, run("job").weight());
    }

    @Test
    void aVeryLongRunForgetsIterationsButNotWhenItBegan() {
        take(step("job", 1, 0, RunState.RUNNING));

        for (int seq = 1; seq <= Run.MOST_STEPS + 50; seq++) take(step("job", 1, seq, RunState.ITERATION));

        assertTrue(run("job").weight() <= Run.MOST_STEPS);
        assertTrue(run("job").startedAt().isPresent());
    }

    @Test
    void allRunsTogetherAreBoundedTheOldestGivesWayFirst() {
        RunView small = new RunView(1_000);
        for (int job = 0; job < 2_000; job++)
            for (int seq = 0; seq < 5; seq++) {
                Progress step = step("job-" + job, "EXAM", Steps.ASKED.plusSeconds(job), 1, seq, RunState.ITERATION);
                small.apply(step.key(), step);
                if (job == 250 && seq == 4)
                    assertEquals(1, small.run("job-0").orElseThrow().weight());
            }

        List<RunView.Placed> left = small.page(null, run -> true, 2_000);
        assertTrue(left.stream().mapToInt(each -> each.run().weight()).sum() <= 1_000);
        assertTrue(left.size() >= 150, "there are " + left.size());
        assertEquals("job-1999", left.get(0).place().jobId());
        assertEquals(5, left.get(0).run().weight());
        assertTrue(small.run("job-0").isEmpty());
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            String job = "job-%02d".formatted(i);
            take(step(job, i % 2 == 0 ? "EVEN" : "ODD", Steps.ASKED.plusSeconds(i / 3), 0, 0, RunState.QUEUED));
        }
        List<String> seen = new ArrayList<>();
        RunView.Place after = null;
        List<RunView.Placed> page;
        do {
            page = view.page(after, run -> run.latest().examCode().equals("EVEN"), 4);
            page.forEach(each -> seen.add(each.place().jobId()));
            if (!page.isEmpty()) after = page.get(page.size() - 1).place();
        } while (!page.isEmpty());

        assertEquals(13, seen.size());
        assertEquals(13, seen.stream().distinct().count());
        assertEquals("job-24", seen.get(0));
    }

    private void take(Progress step) {
        view.apply(step.key(), step);
    }

    private Run run(String jobId) {
        return view.run(jobId).orElseThrow();
    }

    private Progress latest(String jobId) {
        return run(jobId).latest();
    }
}
