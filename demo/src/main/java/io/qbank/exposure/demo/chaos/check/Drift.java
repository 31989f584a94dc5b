package io.qbank.exposure.demo.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Alerts, and the runs that they caused.
 *
 * @param alerts as exposure.drift has them
 * @param starts how often commands.calibration has a start of trigger drift, by its run
 */
public record Drift(List<Alert> alerts, Map<String, Integer> starts) {
    /**
     * One alert.
     *
     * @param cause exam, epoch and number: what makes it this alert and no other
     */
    public record Alert(String cause, Optional<String> jobId) {}

    /** Alerts that came twice or caused more than one run; empty when all is well. */
    public List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        Set<String> causes = new HashSet<>();
        Map<String, String> jobs = new HashMap<>();
        for (Alert alert : alerts) {
            if (!causes.add(alert.cause()))
                violations.add(new Violation(
                        "an alert is raised once", "one alert " + alert.cause(), "another", "exposure.drift"));
            alert.jobId().ifPresent(job -> {
                if (jobs.put(job, alert.cause()) != null)
                    violations.add(new Violation(
                            "an alert has a run of its own", "run " + job + " of one alert", "two", "exposure.drift"));
                int times = starts.getOrDefault(job, 0);
                if (times != 1)
                    violations.add(new Violation(
                            "an alert causes at most one run, and the one that it names",
                            "one calibration.start of run " + job,
                            times + "",
                            "commands.calibration"));
            });
        }
        starts.keySet().stream()
                .filter(job -> !jobs.containsKey(job))
                .forEach(job -> violations.add(new Violation(
                        "a run by drift has its alert", "an alert that names run " + job, "none", "exposure.drift")));
        return violations;
    }
}
