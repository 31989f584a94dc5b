package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private final BankView bank = new BankView(100, Snapshot.parse("1:1:"), 0, Shelf.empty(), Shelf.empty());
    private final TopicView topics = new TopicView(Shelf.empty(), Shelf.empty());

    @Test
    void thePositionAloneIsNoDifference() {
        bank.items().valid().put("t/1/1", item(1, 0.5, 100));
        topics.items().valid().put("t/1/1", item(1, 0.5, 90));
        bank.policies().valid().put("t/EXAM", policy(60, 100));
        topics.policies().valid().put("t/EXAM", policy(60, 90));

        assertTrue(Differences.between(bank, topics, "t").isNothing());
    }

    @Test
    void whatIsMissingOtherOrTooMuchOnTheTopicIsFound() {
        bank.items().valid().put("t/1/1", item(1, 0.5, 100));
        bank.items().valid().put("t/2/1", item(2, 0.5, 100));
        bank.items().valid().put("t/3/1", item(3, 0.5, 100));
        topics.items().valid().put("t/2/1", item(2, 0.6, 90));
        topics.items().broken().put("t/3/1", "not JSON");
        topics.items().valid().put("t/4/1", item(4, 0.5, 90));
        topics.items().broken().put("t/5/1", "not JSON");
        bank.policies().valid().put("t/EXAM", policy(60, 100));
        topics.policies().valid().put("t/EXAM", policy(90, 90));
        topics.policies().valid().put("t/GONE", policy(90, 90));

        Touched found = Differences.between(bank, topics, "t");

        assertEquals(Set.of(1L, 2L, 3L, 4L, 5L), found.questions());
        assertEquals(Set.of("EXAM", "GONE"), found.exams());
    }

    @Test
    void aRowThatCannotBePublishedLeavesTheTopicAsItIs() {
        bank.items().broken().put("t/1/1", "k must be in [0, 1], was 2.0");
        topics.items().valid().put("t/1/1", item(1, 0.5, 90));

        assertTrue(Differences.between(bank, topics, "t").isNothing());
    }

    private static ItemState item(long question, double k, long lsn) {
        return new ItemState(
                "t", question, 1, List.of("EXAM"), 7L, 1, 0, 0.2, k, null, "block", false, null, null, lsn);
    }

    private static ExamPolicy policy(int cooldown, long lsn) {
        CalibrationParameters parameters = Json.read("{}", CalibrationParameters.class);
        return new ExamPolicy("t", "EXAM", parameters, true, cooldown, 2, 0.05, 0.1, null, null, lsn);
    }
}
