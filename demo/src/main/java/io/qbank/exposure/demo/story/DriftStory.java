package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Days at the cap; then abler candidates come than the exam was calibrated for, and items leave the cap; the counter raises
 * the alarm when the day closes and starts a run by itself; the days after it are at the cap again.
 */
final class DriftStory {
    private static final String ADMIN = "/v1/admin/exposure/";
    private static final Duration CLOSES_AFTER = Duration.ofMinutes(15).plusSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** How much abler the new candidates are, logits. */
    private static final double SHIFT = 1;
    /** What the test tolerates: the policy's delta. */
    private static final double DELTA = 0.1;

    private static final String POLICY = "{\"auto_recalibrate\":true,\"cooldown_minutes\":60,\"limit_per_day\":2,"
            + "\"drift_alpha\":0.05,\"drift_delta\":" + DELTA + ",\"parameters\":{\"tau\":" + DemoOptions.TAU
            + ",\"test_len\":" + DemoOptions.LENGTH + ",\"method\":\"sympson_hetter\",\"n\":50000,\"iters\":20}}";

    private final Player player;
    private final int days;

    DriftStory(Player player, int days) {
        this.player = player;
        this.days = days;
    }

    /** @throws BrokenChainException if a link of the chain did not hold */
    void play(LocalDate first) throws InterruptedException {
        player.calibrate();
        player.narrator().say("PUT /v1/admin/exposure/policies/%s %s", DemoOptions.EXAM, POLICY);
        player.api().put(ADMIN + "policies/" + DemoOptions.EXAM, POLICY);
        int before = alerts().size();
        Stage calibrated = player.days("at the cap", first, days, 0);
        LocalDate shifted = first.plusDays(days);
        player.narrator().say("from %s on the candidates are abler by %.1f", shifted, SHIFT);
        Stage drifted = player.days("abler", shifted, 1, SHIFT);
        answered(shifted, before);
        Stage recalibrated = player.days("recalibrated", shifted.plusDays(1), days, SHIFT);
        player.narrator().print(ClosingTable.of(List.of(calibrated, drifted, recalibrated), DemoOptions.TAU));
        requireReturn(drifted, recalibrated);
    }

    /** The day closes; an alert and the run that it started must follow, and its k must reach everybody. */
    private void answered(LocalDate day, int before) throws InterruptedException {
        player.goTo(Player.midnight(day.plusDays(1)).plus(CLOSES_AFTER));
        Duration alarm = Patience.until(PATIENCE, () -> {
            player.house().requireAlive();
            return alerts().size() > before ? Optional.empty() : Optional.of("no alert was raised for " + day);
        });
        JsonNode alert = alerts().get(0);
        String jobId = alert.path("job_id").asText();
        player.narrator()
                .say(
                        "%d items have left the cap: alert %d of %s, %d ms after the day closed; %s",
                        alert.path("items").size(),
                        alert.path("alert").asInt(),
                        alert.path("day").asText(),
                        alarm.toMillis(),
                        jobId.isEmpty() ? alert.path("why_no_run").asText() : "it starts run " + jobId);
        if (jobId.isEmpty()) throw new BrokenChainException("the alert started no run: " + alert);
        player.await(jobId);
    }

    private List<JsonNode> alerts() throws InterruptedException {
        JsonNode events =
                player.api().get(ADMIN + "drift?exam_code=" + DemoOptions.EXAM).path("events");
        return List.copyOf(events.valueStream().toList());
    }

    private void requireReturn(Stage drifted, Stage recalibrated) {
        double highest = recalibrated.observed().highestRate();
        double allowed = DemoOptions.TAU * (1 + DELTA) + recalibrated.observed().noise(DemoOptions.TAU);
        if (highest > allowed || highest >= drifted.observed().highestRate())
            throw new BrokenChainException(
                    "the highest rate was " + drifted.observed().highestRate() + " when the candidates had changed and "
                            + highest + " after the recalibration; allowed: " + allowed);
    }
}
