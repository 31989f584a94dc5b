package io.qbank.exposure.calibrator.cli;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.qbank.exposure.calibrator.engine.ItemResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The k values as CSV: {@code question_id,version,topic_id,k,cap,rate} in the pool's order, shortest decimals that read back
 * to the same double. Every field is a number or empty, so there is nothing that a spreadsheet could take for a formula.
 */
final class KCsv {
    private KCsv() {}

    static String of(List<ItemResult> items) {
        StringBuilder csv = new StringBuilder("question_id,version,topic_id,k,cap,rate\n");
        for (ItemResult item : items)
            csv.append(item.item().questionId())
                    .append(',')
                    .append(item.item().version())
                    .append(',')
                    .append(item.item().topicId() == null ? "" : item.item().topicId())
                    .append(',')
                    .append(decimal(item.k()))
                    .append(',')
                    .append(decimal(item.cap()))
                    .append(',')
                    .append(decimal(item.rate()))
                    .append("\n");
        return csv.toString();
    }

    private static String decimal(@Nullable Double value) {
        return value == null ? "" : NumberOutput.toString(value, true);
    }
}
