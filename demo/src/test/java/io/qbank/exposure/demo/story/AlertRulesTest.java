package io.qbank.exposure.demo.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Path RUNBOOK = Path.of("..", "docs", "RUNBOOK.md");

    @Test
    void eachRuleFiresWhenItShouldAndIsQuietOtherwise() throws Exception {
        promtool("check", "rules", Dashboard.MONITORING.resolve("alerts.yml").toString());
        promtool(
                "test", "rules", Dashboard.MONITORING.resolve("alerts.test.yml").toString());
    }

    @Test
    void eachRuleHasATestOfBothKindsAndASectionInTheRunbook() throws IOException {
        String tests = Files.readString(Dashboard.MONITORING.resolve("alerts.test.yml"));
        String runbook = Files.readString(RUNBOOK);
        Set<String> alerts = alerts();

        assertTrue(alerts.size() >= 8, alerts::toString);
        for (String alert : alerts) {
            assertTrue(runbook.contains("\n## " + alert + "\n"), "docs/RUNBOOK.md lacks " + alert);
            assertTrue(tests.contains(alert + ": quiet otherwise"), alert + " is not tested to be quiet");
            assertTrue(
                    Pattern.compile("exp_alerts:\\s+- exp_labels:")
                            .matcher(testsOf(tests, alert))
                            .find(),
                    alert + " is not tested to fire");
        }
    }

    @Test
    void eachDashboardSaysWhatItShowsAndInWhichUnit() throws IOException {
        Set<String> ids = new HashSet<>();
        List<Dashboard> dashboards = Dashboard.all();

        assertEquals(3, dashboards.size());
        for (Dashboard dashboard : dashboards) {
            assertTrue(ids.add(dashboard.tree().path("uid").asText()), dashboard::name);
            assertFalse(dashboard.tree().path("description").asText().isEmpty(), dashboard::name);
            for (JsonNode panel : dashboard.tree().path("panels")) {
                assertFalse(panel.path("title").asText().isEmpty(), panel::toString);
                assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isEmpty(), panel::toString);
                assertFalse(panel.path("targets").isEmpty(), panel::toString);
            }
        }
    }

    private static Set<String> alerts() throws IOException {
        return Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(Dashboard.MONITORING.resolve("alerts.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String testsOf(String tests, String alert) {
        return Pattern.compile("(?m)^- interval")
                .splitAsStream(tests)
                .filter(test -> test.contains("name: '" + alert + ": "))
                .collect(Collectors.joining());
    }

    private static void promtool(String... arguments) throws Exception {
        Prometheus.require();
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), String.join(" ", command));
        assertEquals(0, process.exitValue(), () -> String.join(" ", command).toLowerCase(Locale.ROOT) + "\n" + told);
    }
}
