package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exams of an item without those whose code no message may carry: such a code, a blank one say, must not hide the item
 * from its other exams. Each is complained of once. One thread.
 */
final class ExamCodes {
    private static final Logger LOG = LoggerFactory.getLogger(ExamCodes.class);
    private final Set<String> unusable = new HashSet<>();

    /** In order of code points, whatever the database's collation. */
    List<String> usable(@Nullable String[] codes, String item) {
        return Arrays.stream(codes)
                .filter(code -> isUsable(code, item))
                .map(String::valueOf) // a null is not usable
                .sorted()
                .toList();
    }

    private boolean isUsable(@Nullable String code, String item) {
        try {
            Require.text("exam_code", code, Require.MAX_TEXT);
            return true;
        } catch (InvalidMessageException wrong) {
            if (unusable.add(String.valueOf(code)))
                LOG.warn("item {}, perhaps others, is in an exam that is left out: {}", item, wrong.getMessage());
            return false;
        }
    }
}
