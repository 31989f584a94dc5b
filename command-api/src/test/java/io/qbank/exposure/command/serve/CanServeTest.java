package io.qbank.exposure.command.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.view.DailyView;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.ItemView;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.item.ItemState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanServeTest {
    private static final int MAX = 50;
    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    private final ItemView items = new ItemView();
    private final DailyView daily = new DailyView(ManualClock.at("2026-11-02T09:30:00Z"));
    private final SessionDraw draw = new SessionDraw("a secret".getBytes(StandardCharsets.UTF_8));
    private final CanServe serve = new CanServe(items, daily, MAX, draw, new Random(1)::nextDouble);

    @Test
    void aBlockingItemIsDecidedOnceASessionByEveryInstance() {
        put(1, 0.5, "block", false);
        CanServe other = new CanServe(items, daily, MAX, draw, new Random(2)::nextDouble);

        for (int session = 0; session < 500; session++) {
            boolean first = serve.decide("EXAM", "session-" + session, id(1)).serve();
            assertEquals(
                    first, serve.decide("EXAM", "session-" + session, id(1)).serve());
            assertEquals(
                    first, other.decide("EXAM", "session-" + session, id(1)).serve());
        }
    }

    @Test
    void overSessionsAnItemIsServedWithProbabilityK() {
        put(1, 0.3, "block", false);

        long served = IntStream.range(0, 20_000)
                .filter(session -> serve.decide("EXAM", "s" + session, id(1)).serve())
                .count();

        assertEquals(0.3, served / 20_000.0, 0.015);
    }

    @Test
    void aReconsideringItemIsDrawnAnewEachTime() {
        put(1, 0.5, "reconsider", false);

        long served = IntStream.range(0, 10_000)
                .filter(call -> serve.decide("EXAM", "one session", id(1)).serve())
                .count();

        assertEquals(0.5, served / 10_000.0, 0.02);
    }

    @Test
    void kOfOneIsAlwaysServedAndKOfZeroNever() {
        put(1, 1, "block", false);
        put(2, 0, "block", false);
        put(3, 0, "reconsider", false);

        for (int session = 0; session < 1_000; session++) {
            assertEquals("ok", serve.decide("EXAM", "s" + session, id(1)).reason());
            assertEquals(
                    "k_rejected", serve.decide("EXAM", "s" + session, id(2)).reason());
            assertEquals(
                    "k_rejected", serve.decide("EXAM", "s" + session, id(3)).reason());
        }
    }

    @Test
    void theDaysLimitCountsAllExams() {
        put(1, 1, "block", false);
        count("EXAM", 1, MAX - 1);
        assertTrue(serve.decide("EXAM", "s", id(1)).serve());

        count("OTHER", 1, 1);

        ServeDecision decision = serve.decide("EXAM", "s", id(1));
        assertEquals("daily_max", decision.reason());
        assertEquals(MAX, decision.count());
        assertEquals(MAX, decision.max());
    }

    @Test
    void lockedMeansPulledAndUnknownMeansNotOfThisExam() {
        put(1, 0, "block", true);
        put(2, 1, "block", true);

        assertEquals("locked", serve.decide("EXAM", "s", id(1)).reason());
        assertEquals("ok", serve.decide("EXAM", "s", id(2)).reason(), "fixed by hand, not pulled");
        assertEquals("unknown", serve.decide("OTHER", "s", id(2)).reason());
        assertEquals("unknown", serve.decide("EXAM", "s", id(9)).reason());
        assertEquals("ok", serve.decide(null, "s", id(2)).reason(), "no exam asked for");
    }

    @Test
    void whenAllAreRefusedTheFirstComesBackForcedButNeverAPulledOne() {
        put(1, 0, "block", true);
        put(2, 0, "block", false);
        put(3, 0, "block", false);

        List<ServeDecision> decisions = serve.decide("EXAM", "s", List.of(id(1), id(9), id(2), id(3)));

        assertEquals(
                List.of(false, false, true, false),
                decisions.stream().map(ServeDecision::serve).toList());
        assertTrue(decisions.get(2).forced());
        assertEquals("k_rejected", decisions.get(2).reason());
    }

    @Test
    void nothingIsForcedWhileSomethingIsServed() {
        put(1, 0, "block", false);
        put(2, 1, "block", false);

        List<ServeDecision> decisions = serve.decide("EXAM", "s", List.of(id(1), id(2)));

        assertFalse(decisions.get(0).serve());
        assertTrue(decisions.get(1).serve());
        assertTrue(decisions.stream().noneMatch(ServeDecision::forced));
    }

    @Test
    void drawsDependOnSecretSessionAndItem() {
        SessionDraw other = new SessionDraw("another secret".getBytes(StandardCharsets.UTF_8));

        double one = draw.uniform("s", id(1));

        assertEquals(one, draw.uniform("s", id(1)));
        assertNotEquals(one, draw.uniform("t", id(1)));
        assertNotEquals(one, draw.uniform("s", new ItemId(1, 2)));
        assertNotEquals(one, other.uniform("s", id(1)));
        assertTrue(one >= 0 && one < 1);
    }

    private static ItemId id(long question) {
        return new ItemId(question, 1);
    }

    private void put(long question, double k, String rejection, boolean locked) {
        items.apply(
                "tenant/" + question + "/1",
                new ItemState(
                        "tenant",
                        question,
                        1,
                        List.of("EXAM"),
                        7L,
                        1,
                        0,
                        0.2,
                        k,
                        0.2,
                        rejection,
                        locked,
                        null,
                        null,
                        1));
    }

    private void count(String exam, long question, long exposures) {
        daily.exposure("key", new DailyExposure("tenant", exam, question, 1, TODAY, exposures, 0.5, 0.2));
    }
}
