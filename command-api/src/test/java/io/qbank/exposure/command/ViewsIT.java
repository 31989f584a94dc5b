package io.qbank.exposure.command;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ItemChange;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the topics say is what the API shows. */
class ViewsIT {
    private static final String BASE = "/v1/admin/exposure";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    private static RunningApi api;
    private final String exam = Samples.unique("EXAM");

    @BeforeAll
    static void start() {
        api = RunningApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void ratesAreExposuresOverSessions() throws Exception {
        api.bank.publishes(api.bank.item(exam, 301, 0.5));
        api.bank.sessions(exam, TODAY.minusDays(1), 40);
        api.bank.sessions(exam, TODAY, 8);
        api.bank.counts(exam, TODAY.minusDays(1), 301, 10);
        api.bank.counts(exam, TODAY, 301, 2);
        api.bank.counts(exam, TODAY, 302, 4);

        eventually(
                SOON,
                "both days show",
                () -> daily("")
                        .equals("{\"days\":["
                                + "{\"day\":\"2026-11-01\",\"sessions\":40,\"items\":[{\"question_id\":301,\"version\":1,\"topic_id\":7,"
                                + "\"exposures\":10,\"rate\":0.25,\"cap\":0.2,\"k\":0.5}]},"
                                + "{\"day\":\"2026-11-02\",\"sessions\":8,\"items\":[{\"question_id\":302,\"version\":1,\"topic_id\":null,"
                                + "\"exposures\":4,\"rate\":0.5,\"cap\":0.2,\"k\":0.5},{\"question_id\":301,\"version\":1,\"topic_id\":7,"
                                + "\"exposures\":2,\"rate\":0.25,\"cap\":0.2,\"k\":0.5}]}]}"));
        assertFalse(daily("&topic_id=7").contains("302"));
        assertFalse(daily("&question_id=302").contains("301"));
        assertFalse(daily("&from=2026-11-02").contains("2026-11-01"));
    }

    @Test
    void aSessionIsServedTheSameAtEveryInstance() throws Exception {
        for (int question = 401; question <= 420; question++) api.bank.publishes(api.bank.item(exam, question, 0.5));
        String items = java.util.stream.IntStream.rangeClosed(401, 420)
                .mapToObj(question -> "{\"question_id\":" + question + ",\"version\":1}")
                .collect(java.util.stream.Collectors.joining(","));
        String asked = "{\"session_id\":\"candidate-1\",\"exam_code\":\"" + exam + "\",\"items\":[" + items + "]}";
        eventually(SOON, "all items are known", () -> !serve(api, asked).contains("unknown"));

        try (RunningApi other = RunningApi.start(api.tenant)) {
            assertEquals(serve(api, asked), serve(api, asked));
            assertEquals(serve(api, asked), serve(other, asked));
        }
        assertTrue(serve(api, asked).contains("\"reason\":\"ok\""));
        assertTrue(serve(api, asked).contains("\"reason\":\"k_rejected\""));
    }

    @Test
    void anItemAtItsDailyLimitIsRefused() throws Exception {
        api.bank.publishes(api.bank.item(exam, 501, 1.0));
        api.bank.counts(exam, TODAY, 501, 50);
        String path = "/v1/exposure/can_serve?question_id=501&version=1";

        eventually(
                SOON,
                "the limit shows",
                () -> api.deliver(path, null)
                        .body()
                        .equals(
                                "{\"question_id\":501,\"version\":1,\"serve\":false,\"reason\":\"daily_max\",\"count\":50,"
                                        + "\"max\":50,\"k\":1.0,\"forced\":false}"));
    }

    @Test
    void alertsComeNewestFirst() throws Exception {
        for (int alert = 1; alert <= 2; alert++) {
            api.bank.send(
                    Topics.DRIFT,
                    Keys.exam(api.tenant, exam),
                    new DriftEvent(
                            api.tenant,
                            exam,
                            TODAY,
                            alert,
                            api.clock.instant(),
                            List.of(new DriftEvent.DriftedItem(1, 1, 9.5, 0.3, 0.2)),
                            null,
                            "no policy",
                            api.clock.instant().plusSeconds(alert)));
        }
        String path = BASE + "/drift?exam_code=" + exam;
        eventually(
                SOON,
                "both alerts show",
                () -> api.get(path).json().get("events").size() == 2);

        JsonNode newest = api.get(path).json().get("events").get(0);

        assertEquals(2, newest.get("alert").asInt());
        assertEquals(9.5, newest.get("items").get(0).get("ln_e").asDouble());
    }

    @Test
    void anItemTellsWhoChangedIt() throws Exception {
        ItemState plain = api.bank.item(exam, 601, 0.5);
        Instant at = Instant.parse("2026-11-02T09:00:00Z");
        ItemChange change =
                new ItemChange(at, "tester", null, "c-1", 0.75, 0.5, null, 0.2, "block", "block", false, false);
        api.bank.publishes(new ItemState(
                plain.tenantId(),
                plain.questionId(),
                plain.version(),
                plain.exams(),
                plain.topicId(),
                plain.a(),
                plain.b(),
                plain.c(),
                plain.k(),
                plain.cap(),
                plain.rejection(),
                plain.locked(),
                plain.jobId(),
                plain.effectiveFrom(),
                plain.lsn(),
                List.of(change),
                null));
        String path = BASE + "/items/601/1/history";
        eventually(SOON, "the item shows", () -> api.get(path).status() == 200);

        assertEquals(
                "{\"changes\":[{\"at\":\"2026-11-02T09:00:00Z\",\"by\":\"tester\",\"job_id\":null,\"command_id\":\"c-1\","
                        + "\"old_k\":0.75,\"new_k\":0.5,\"old_cap\":null,\"new_cap\":0.2,\"old_rejection\":\"block\","
                        + "\"new_rejection\":\"block\",\"old_locked\":false,\"new_locked\":false}]}",
                api.get(path).body());
    }

    @Test
    void evidenceComesDayByDayTheStrongestFirst() throws Exception {
        evidence(701, TODAY.minusDays(1), 1.5, false);
        evidence(702, TODAY.minusDays(1), 4.5, false);
        evidence(701, TODAY, 2.5, true);
        String path = BASE + "/evidence?exam_code=" + exam;
        eventually(
                SOON,
                "all of it shows",
                () -> api.get(path).json().findValues("ln_e").size() == 3);

        JsonNode days = api.get(path).json().get("days");

        assertEquals("2026-11-01", days.get(0).get("day").asText());
        assertEquals(702, days.get(0).get("items").get(0).get("question_id").asInt());
        assertEquals(1.5, days.get(0).get("items").get(1).get("ln_e").asDouble());
        assertTrue(days.get(1).get("items").get(0).get("provisional").asBoolean());
        assertEquals(
                1, api.get(path + "&question_id=702").json().findValues("ln_e").size());
        assertEquals(1, api.get(path + "&from=2026-11-02").json().get("days").size());
    }

    private void evidence(long questionId, LocalDate day, double lnE, boolean provisional) {
        api.bank.send(
                Topics.EVIDENCE,
                Keys.itemDay(api.tenant, exam, questionId, 1, day),
                new Evidence(
                        api.tenant,
                        exam,
                        questionId,
                        1,
                        day,
                        lnE,
                        6_000,
                        0.22,
                        Instant.parse("2026-10-01T00:00:00Z"),
                        provisional));
    }

    private String daily(String more) throws Exception {
        return api.get(BASE + "/daily?exam_code=" + exam + more).body();
    }

    private static String serve(RunningApi at, String asked) throws Exception {
        return at.deliver("/v1/exposure/can_serve", asked).body();
    }
}
