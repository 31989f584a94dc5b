package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.report.Report;
import io.qbank.exposure.calibrator.engine.report.Verdict;
import io.qbank.exposure.calibrator.engine.report.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Verdict and advice in sentences, for the person who waited. */
final class ClosingWords {
    private ClosingWords() {}

    static List<String> of(CalibrationResult result) {
        Report report = result.report();
        List<String> words = new ArrayList<>();
        words.add("verdict: " + report.verdict().wire() + ". " + meaning(report.verdict()));
        Verification seen = report.verification();
        if (seen != null)
            words.add(String.format(
                    Locale.ROOT,
                    "on %d fresh candidates: highest rate %.4f, %d of %d items over their cap beyond noise,"
                            + " test overlap %.3f, %d items unused",
                    seen.n(),
                    seen.maxRate(),
                    seen.overCapItems(),
                    result.items().size(),
                    seen.overlap(),
                    seen.unused()));
        report.advice().forEach(sentence -> words.add("advice: " + sentence));
        return words;
    }

    private static String meaning(Verdict verdict) {
        return switch (verdict) {
            case CONVERGED -> "These k hold every cap.";
            case NOT_CONVERGED -> "These k do not hold the caps.";
            case INCONCLUSIVE -> "Whether these k hold the caps is not known.";
            case INFEASIBLE -> "No k can hold these caps.";
        };
    }
}
