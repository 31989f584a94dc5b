package io.qbank.exposure.demo.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has become of the calibrations.
 *
 * @param steps changes of state in the order in which the database took them, as a trigger saw them
 * @param announced what progress.calibration said of the end of each run, one text for each different saying
 * @param writes transactions that wrote k for each run, as a trigger saw them
 * @param api what each instance of the API says of the state of each run that was asked for, by {@code instance job}
 */
public record Runs(
        List<Step> steps, Map<String, Set<String>> announced, Map<String, Set<Long>> writes, Map<String, String> api) {
    private static final Set<String> ENDS = Set.of("done", "empty", "failed", "cancelled");
    private static final String LOOK = "calibration_run, chaos.run_log, the calibrators' logs";

    /** A run came into a state. */
    public record Step(String jobId, String exam, String state, int attempt) {}

    /**
     * What is not as it should be; empty when all is well.
     *
     * @param jobs that were acknowledged, and so must end
     * @param pools the items that an exam has a part of; exams of the same may not run at once
     */
    public List<Violation> against(Set<String> jobs, Map<String, String> pools) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> ends = ends(violations);
        overlaps(pools, violations);
        for (String job : jobs)
            if (!ends.containsKey(job))
                violations.add(new Violation("every accepted run ends", "an outcome of run " + job, state(job), LOOK));
        ends.forEach((job, end) -> announcements(job, end, violations));
        ends.forEach((job, end) -> writing(job, end, violations));
        api.forEach((asked, state) -> {
            String end = ends.getOrDefault(asked.substring(asked.indexOf(' ') + 1), "no end");
            if (!state.equals(end))
                violations.add(new Violation(
                        "the API shows how a run ended",
                        end + " of " + asked,
                        state,
                        "the API's log, calibration_run"));
        });
        return violations;
    }

    /** Runs that have ended. */
    public long ended() {
        return ends(new ArrayList<>()).size();
    }

    private String state(String job) {
        return steps.stream()
                .filter(step -> step.jobId().equals(job))
                .map(step -> step.state() + " in attempt " + step.attempt())
                .reduce((before, after) -> after)
                .orElse("no such run");
    }

    private Map<String, String> ends(List<Violation> violations) {
        Map<String, String> ends = new HashMap<>();
        for (Step step : steps) {
            if (!ENDS.contains(step.state())) continue;
            String before = ends.put(step.jobId(), step.state());
            if (before != null)
                violations.add(new Violation(
                        "a run ends once", before + " of run " + step.jobId(), "then " + step.state(), LOOK));
        }
        return ends;
    }

    private void overlaps(Map<String, String> pools, List<Violation> violations) {
        Map<String, String> running = new HashMap<>();
        for (Step step : steps) {
            String pool = pools.getOrDefault(step.exam(), step.exam());
            String other = running.get(pool);
            if (!step.state().equals("running")) {
                if (step.jobId().equals(other)) running.remove(pool);
                continue;
            }
            if (other != null && !other.equals(step.jobId()))
                violations.add(new Violation(
                        "runs that share an item do not overlap",
                        "run " + other + " to end first",
                        "run " + step.jobId() + " of exam " + step.exam() + " began",
                        LOOK));
            running.put(pool, step.jobId());
        }
    }

    private void announcements(String job, String end, List<Violation> violations) {
        Set<String> said = announced.getOrDefault(job, Set.of());
        if (said.size() == 1 && said.iterator().next().startsWith(end)) return;
        violations.add(new Violation(
                "the end of a run is announced, and never differently",
                end + " of run " + job,
                said.isEmpty() ? "nothing" : said.toString(),
                "progress.calibration"));
    }

    private void writing(String job, String end, List<Violation> violations) {
        int sets = writes.getOrDefault(job, Set.of()).size();
        int right = end.equals("done") ? 1 : 0;
        if (sets != right)
            violations.add(new Violation(
                    "a run that is done has written k once, others never",
                    right + " transaction of run " + job + " (" + end + ")",
                    sets + "",
                    "chaos.k_log, item_exposure_history"));
    }
}
