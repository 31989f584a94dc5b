package io.qbank.exposure.calibrator.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The final k on draws that had no part in finding them.
 *
 * @param n candidates
 * @param maxOver largest rate minus cap
 * @param overCapItems items over their cap beyond noise
 * @param overlap share of items that two candidates have in common, on average: sum of squared rates by sum of rates
 * @param unused items nobody saw
 * @param atFloor items whose k is the plan's floor, or below
 * @param atOne items whose k is 1
 * @param locked items the run left alone
 * @param forced administrations of a rejected item because the pool had run out
 * @param rmse root mean squared error of the ability estimate; null where abilities are not estimated
 * @param bias mean of estimated minus true ability; null likewise
 * @param strata in order of ability; those without candidates are left out
 * @param topics in order of topic
 */
public record Verification(
        long n,
        double maxRate,
        double maxOver,
        int overCapItems,
        double overlap,
        int unused,
        int atFloor,
        int atOne,
        int locked,
        long forced,
        @Nullable Double rmse,
        @Nullable Double bias,
        List<Stratum> strata,
        List<TopicUse> topics) {
    public Verification {
        strata = List.copyOf(strata);
        topics = List.copyOf(topics);
    }
}
