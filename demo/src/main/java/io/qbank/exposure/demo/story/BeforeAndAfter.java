package io.qbank.exposure.demo.story;

import java.time.LocalDate;
import java.util.List;

/** Days without control, a calibration, and the days after it. */
final class BeforeAndAfter {
    private final Player player;
    private final int days;

    BeforeAndAfter(Player player, int days) {
        this.player = player;
        this.days = days;
    }

    /** @throws BrokenChainException if a link of the chain did not hold */
    void play(LocalDate first) throws InterruptedException {
        Stage before = player.days("before", first, days, 0);
        player.calibrate();
        Stage after = player.days("after", first.plusDays(days), days, 0);
        player.narrator().print(ClosingTable.of(List.of(before, after), DemoOptions.TAU));
        requireEffect(before, after);
    }

    /** On data that was calibrated before, both stages are at the cap, and chance decides which is higher. */
    private void requireEffect(Stage before, Stage after) {
        double allowed = Math.max(
                before.observed().highestRate(),
                DemoOptions.TAU + after.observed().noise(DemoOptions.TAU));
        if (after.observed().highestRate() > allowed)
            throw new BrokenChainException(
                    "the highest rate was " + before.observed().highestRate() + " before the calibration and "
                            + after.observed().highestRate() + " after it");
    }
}
