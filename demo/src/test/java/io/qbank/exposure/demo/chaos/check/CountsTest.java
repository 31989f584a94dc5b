package io.qbank.exposure.demo.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.demo.chaos.check.Ledger.Fate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That the checks of counting can fail: each test spoils one thing. */
class CountsTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-09");
    private final Ledger ledger = new Ledger();

    @Test
    void whatTheLedgerExpectsIsAllWell() {
        assertEquals(List.of(), honest().against(ledger.expected()));
    }

    @Test
    void aLostEventIsFound() {
        Counts honest = honest();
        Map<String, Long> daily = new TreeMap<>(honest.daily());
        daily.merge("EXAM|1/1|2026-03-09", -1L, Long::sum);

        List<Violation> found =
                new Counts(daily, honest.fates(), honest.records(), honest.rejected()).against(ledger.expected());

        assertEquals(List.of("every exposure counts once on its day"), rules(found));
        assertTrue(found.get(0).toString().contains("2 exposures of exam|item|day EXAM|1/1|2026-03-09, found 1"));
    }

    @Test
    void aDoubleCountIsFound() {
        Counts honest = honest();
        Map<String, Long> daily = new TreeMap<>(honest.daily());
        daily.merge("EXAM|2/1|2026-03-09", 1L, Long::sum);

        List<Violation> found =
                new Counts(daily, honest.fates(), honest.records(), honest.rejected()).against(ledger.expected());

        assertEquals(List.of("every exposure counts once on its day"), rules(found));
    }

    @Test
    void anExposureOnAnotherDayIsFoundOnBoth() {
        Counts honest = honest();
        Map<String, Long> daily = new TreeMap<>(honest.daily());
        daily.merge("EXAM|1/1|2026-03-09", -1L, Long::sum);
        daily.put("EXAM|1/1|2026-03-10", 1L);

        List<Violation> found =
                new Counts(daily, honest.fates(), honest.records(), honest.rejected()).against(ledger.expected());

        assertEquals(2, found.size());
    }

    @Test
    void anEventWithoutAnOutcomeIsFound() {
        Counts honest = honest();
        Map<Fate, Long> fates = new TreeMap<>(honest.fates());
        fates.merge(Fate.DUPLICATE, -1L, Long::sum);

        List<Violation> found =
                new Counts(honest.daily(), fates, honest.records(), honest.rejected()).against(ledger.expected());

        assertEquals("every event has one outcome", rules(found).get(0));
    }

    @Test
    void aWrongOutcomeIsFoundThoughTheSumIsRight() {
        Counts honest = honest();
        Map<Fate, Long> fates = new TreeMap<>(honest.fates());
        fates.merge(Fate.DUPLICATE, -1L, Long::sum);
        fates.merge(Fate.LATE, 1L, Long::sum);

        List<Violation> found =
                new Counts(honest.daily(), fates, honest.records(), honest.rejected()).against(ledger.expected());

        assertEquals(
                List.of(
                        "every event has the outcome that it should have",
                        "every event has the outcome that it should have"),
                rules(found));
    }

    @Test
    void anAcknowledgedEventThatTheBrokersLostIsFound() {
        Counts honest = honest();

        List<Violation> found = new Counts(honest.daily(), honest.fates(), honest.records() - 1, honest.rejected())
                .against(ledger.expected());

        assertTrue(rules(found).contains("acknowledged events are kept"), found::toString);
    }

    @Test
    void aRejectedRecordThatIsKeptTwiceIsFound() {
        Counts honest = honest();

        List<Violation> found = new Counts(honest.daily(), honest.fates(), honest.records(), honest.rejected() + 1)
                .against(ledger.expected());

        assertEquals(List.of("what cannot be counted is kept once"), rules(found));
    }

    /** Two candidates, an item each has seen twice, a late one, a broken one; and the very counts that follow. */
    private Counts honest() {
        ledger.event("EXAM", "a", "1/1", MONDAY);
        ledger.event("EXAM", "a", "1/1", MONDAY.plusDays(1));
        ledger.event("EXAM", "a", "2/1", MONDAY.plusDays(1)); // counts on the day of its session
        ledger.event("EXAM", "b", "1/1", MONDAY);
        ledger.fate(Fate.LATE);
        ledger.fate(Fate.REJECTED);
        return new Counts(
                Map.of("EXAM|1/1|2026-03-09", 2L, "EXAM|2/1|2026-03-09", 1L),
                Map.of(Fate.COUNTED, 3L, Fate.DUPLICATE, 1L, Fate.LATE, 1L, Fate.REJECTED, 1L),
                6,
                1);
    }

    private static List<String> rules(List<Violation> violations) {
        return violations.stream().map(Violation::rule).toList();
    }
}
