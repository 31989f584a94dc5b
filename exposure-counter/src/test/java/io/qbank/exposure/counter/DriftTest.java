package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.DriftScene.CHANGED;
import static io.qbank.exposure.counter.DriftScene.DRIFTED;
import static io.qbank.exposure.counter.DriftScene.FIRST;
import static io.qbank.exposure.counter.DriftScene.STEADY;
import static io.qbank.exposure.counter.DriftScene.closes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days close, evidence grows, alerts are raised, and runs start by themselves where the policy allows it. */
class DriftTest {
    private final DriftScene scene = DriftScene.open();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void anItemAtItsCapRaisesNothing() {
        scene.play(FIRST, 40, 40).play(FIRST.plusDays(1), 38, 42).closeThrough(FIRST.plusDays(1));

        assertTrue(scene.alerts().isEmpty());
        assertEquals(4, scene.evidence().size());
    }

    @Test
    void anItemFarAboveItsCapRaisesOneAlertThatNamesIt() {
        scene.play(FIRST, 40, 90).closeThrough(FIRST);

        DriftEvent alert = scene.alerts().get(0);

        assertEquals(FIRST, alert.day());
        assertEquals(1, alert.alert());
        assertEquals(CHANGED, alert.epochStart());
        assertEquals(
                List.of(DRIFTED),
                alert.items().stream().map(DriftEvent.DriftedItem::questionId).toList());
        assertEquals(0.45, alert.items().get(0).observed());
        assertEquals("the exam has no policy, so nothing recalibrates by itself", alert.whyNoRun());
        assertTrue(scene.starts().isEmpty());
    }

    @Test
    void aDayClosesAQuarterOfAnHourAfterItsMidnight() {
        scene.play(FIRST, 40, 90);

        scene.at(closes(FIRST).minusMillis(1)).look();
        boolean early = scene.alerts().isEmpty();
        scene.at(closes(FIRST)).look();

        assertTrue(early);
        assertEquals(1, scene.alerts().size());
    }

    @Test
    void whereThePolicyAllowsItTheAlertStartsARunOfThisEpoch() {
        scene.policy(true, 60, 2).play(FIRST, 40, 90).closeThrough(FIRST);

        DriftEvent alert = scene.alerts().get(0);
        CalibrationCommand.Start start = scene.starts().get(0);

        assertNull(alert.whyNoRun());
        assertEquals(alert.jobId(), start.jobId());
        assertEquals(Trigger.DRIFT, start.trigger());
        assertEquals(CHANGED, start.expectedEpoch());
        assertEquals(0.2, start.parameters().tau());
        assertEquals("normal0,1", start.parameters().thetaDist());
    }

    @Test
    void theRunIsOfThePopulationThatWasTested() {
        scene.policy(true, 60, 2).abilities(1.3).play(FIRST, 400, 900, 2_000).closeThrough(FIRST);

        String theta = scene.starts().get(0).parameters().thetaDist();

        assertTrue(theta.startsWith("histogram:1.265625=2000,"), theta);
        assertEquals(8, theta.split(",").length);
    }

    @Test
    void anItemIsNamedOnceInItsEpoch() {
        scene.play(FIRST, 40, 90).play(FIRST.plusDays(1), 40, 90).closeThrough(FIRST.plusDays(1));

        assertEquals(1, scene.alerts().size());
    }

    @Test
    void theDayOfAChangeBelongsToNoEpoch() {
        scene.control(DRIFTED, closes(FIRST).minus(Duration.ofHours(6)))
                .play(FIRST, 40, 90)
                .closeThrough(FIRST);
        boolean leftOut = scene.alerts().isEmpty();

        scene.play(FIRST.plusDays(1), 40, 90).closeThrough(FIRST.plusDays(1));

        assertTrue(leftOut);
        assertEquals(FIRST.plusDays(1), scene.alerts().get(0).day());
    }

    /** Five days of drift-e-process.json: after the fourth the first has left the window of late events. */
    @Test
    void evidenceOfDaysThatHaveLeftTheWindowStays() {
        int[] exposures = {20, 18, 22, 35, 38};
        double[] expected = {
            0.5930772296175204, 0.39885735130302175, 0.3271691640995674, 1.9549370505444412, 531.7243874124065
        };
        for (int i = 0; i < exposures.length; i++) {
            LocalDate day = FIRST.plusDays(i);

            scene.play(day, 10, exposures[i], 100).closeThrough(day);

            Evidence last = scene.evidence(DRIFTED).stream()
                    .filter(row -> row.day().equals(day) && !row.provisional())
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertEquals(expected[i], Math.exp(last.lnE()), 1e-6 * expected[i], "day " + (i + 1));
        }
    }

    /** The same days, with a summer before the fourth: longer than counts are kept. */
    @Test
    void evidenceOutlivesAPauseThatItsCountsDoNot() {
        for (int i = 0; i < 3; i++)
            scene.play(FIRST.plusDays(i), 10, new int[] {20, 18, 22}[i], 100).closeThrough(FIRST.plusDays(i));
        for (int day = 3; day < 60; day++)
            scene.at(closes(FIRST.plusDays(day))).review().look();
        LocalDate back = FIRST.plusDays(60);

        scene.play(back, 10, 35, 100).closeThrough(back);

        assertEquals(
                back,
                scene.evidence(DRIFTED).get(scene.evidence(DRIFTED).size() - 1).day());
        double last =
                scene.evidence(DRIFTED).get(scene.evidence(DRIFTED).size() - 1).lnE();
        assertEquals(1.9549370505444412, Math.exp(last), 1e-6);
    }

    @Test
    void whatIsCountedForADayOfAnExamThatRestsIsNotTestedTwice() {
        for (int i = 0; i < 3; i++)
            scene.play(FIRST.plusDays(i), 10, new int[] {20, 18, 22}[i], 200).closeThrough(FIRST.plusDays(i));
        LocalDate back = FIRST.plusDays(9);
        scene.at(closes(back))
                .look()
                .more(FIRST.plusDays(2), DRIFTED, 1)
                .review()
                .look();

        scene.play(back, 10, 35, 200).closeThrough(back);
        double rested =
                scene.evidence(DRIFTED).get(scene.evidence(DRIFTED).size() - 1).lnE();

        try (DriftScene other = DriftScene.open()) {
            for (int i = 0; i < 3; i++)
                other.play(FIRST.plusDays(i), 10, new int[] {20, 18, 22}[i], 200)
                        .closeThrough(FIRST.plusDays(i));
            other.at(closes(back)).play(back, 10, 35, 200).closeThrough(back);
            assertEquals(
                    other.evidence(DRIFTED)
                            .get(other.evidence(DRIFTED).size() - 1)
                            .lnE(),
                    rested,
                    1e-12);
        }
    }

    @Test
    void aNewEpochBeginsWithoutTheOldEvidence() {
        scene.policy(true, 0, 9).play(FIRST, 40, 90).closeThrough(FIRST);
        Instant recalibrated = closes(FIRST).plusSeconds(60);
        scene.control(DRIFTED, recalibrated).control(STEADY, recalibrated);

        scene.play(FIRST.plusDays(1), 40, 90).play(FIRST.plusDays(2), 40, 40).closeThrough(FIRST.plusDays(2));

        assertEquals(1, scene.alerts().size());
        assertEquals(1, scene.starts().size());
    }

    @Test
    void aDriftThatGoesOnInANewEpochIsANewAlertWithARunOfItsOwn() {
        scene.policy(true, 0, 9).play(FIRST, 40, 90).closeThrough(FIRST);
        Instant recalibrated = closes(FIRST).plusSeconds(60);
        scene.control(DRIFTED, recalibrated);

        scene.play(FIRST.plusDays(1), 40, 90).play(FIRST.plusDays(2), 40, 90).closeThrough(FIRST.plusDays(2));

        List<CalibrationCommand.Start> starts = scene.starts();
        assertEquals(2, starts.size());
        assertEquals(recalibrated, starts.get(1).expectedEpoch());
        assertNotEquals(starts.get(0).jobId(), starts.get(1).jobId());
    }

    @Test
    void lateEventsMayRaiseALaterAlert() {
        scene.play(FIRST, 40, 40).closeThrough(FIRST);

        scene.more(FIRST, DRIFTED, 60).review();

        assertEquals(1, scene.alerts().size());
        assertEquals(FIRST, scene.alerts().get(0).day());
        List<Evidence> rows = scene.evidence(DRIFTED);
        assertTrue(rows.get(rows.size() - 1).lnE() > rows.get(0).lnE());
    }

    @Test
    void aSecondAlertWithinTheCooldownSaysSo() {
        scene.policy(true, 10_000, 9).play(FIRST, 40, 90).closeThrough(FIRST);

        scene.play(FIRST.plusDays(1), 120, 90).closeThrough(FIRST.plusDays(1));

        DriftEvent second = scene.alerts().get(1);
        assertEquals(2, second.alert());
        assertTrue(second.whyNoRun().startsWith("the cooldown of 10000 minutes lasts until "), second.whyNoRun());
        assertEquals(1, scene.starts().size());
    }

    @Test
    void anAlertThatCouldNotBeAnsweredIsAnsweredWhenThePolicyAllowsIt() {
        scene.policy(false, 60, 2).play(FIRST, 40, 90).closeThrough(FIRST);
        boolean none = scene.starts().isEmpty();

        scene.policy(true, 60, 2).play(FIRST.plusDays(1), 40, 90).closeThrough(FIRST.plusDays(1));

        assertTrue(none);
        assertEquals(1, scene.starts().size());
        assertEquals(2, scene.alerts().get(1).alert());
    }

    @Test
    void aRunThatChangedNothingIsTriedAgainAfterALongerAndLongerPause() {
        scene.policy(true, 24 * 60, 9);

        for (int day = 0; day < 8; day++)
            scene.play(FIRST.plusDays(day), 40, 90).closeThrough(FIRST.plusDays(day));

        assertEquals(
                List.of(FIRST, FIRST.plusDays(1), FIRST.plusDays(3), FIRST.plusDays(7)),
                scene.alerts().stream().map(DriftEvent::day).toList());
    }

    @Test
    void whileTheDayIsOpenItsEvidenceIsProvisionalAndRaisesNothing() {
        scene.play(FIRST, 40, 90);

        scene.at(closes(FIRST).minus(Duration.ofHours(2))).review();

        assertTrue(scene.alerts().isEmpty());
        assertTrue(scene.evidence(DRIFTED).get(0).provisional());
        assertEquals(40, Math.round(scene.evidence(DRIFTED).get(0).threshold()));
    }

    @Test
    void anItemWithoutACapIsNotTested() {
        scene.play(FIRST, 40, 90).closeThrough(FIRST);

        assertFalse(scene.evidence().stream().anyMatch(row -> row.questionId() == DriftScene.UNCAPPED));
    }

    @Test
    void aReplayRaisesTheSameAlertsAndStartsTheSameRuns() {
        scene.policy(true, 60, 2);
        for (int day = 0; day < 6; day++)
            scene.play(FIRST.plusDays(day), 40 + 10 * day, 50).closeThrough(FIRST.plusDays(day));

        try (DriftScene replay = DriftScene.open()) {
            replay.policy(true, 60, 2).at(closes(FIRST.plusDays(5)).plus(Duration.ofHours(9)));
            for (int day = 0; day < 6; day++) replay.play(FIRST.plusDays(day), 40 + 10 * day, 50);
            replay.look();

            assertEquals(scene.alerts(), replay.alerts());
            assertFalse(replay.alerts().isEmpty());
            assertEquals(scene.starts(), replay.starts());
        }
    }
}
