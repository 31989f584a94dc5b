package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.CounterDriver.EXAM;
import static io.qbank.exposure.counter.CounterDriver.TENANT;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.event.QbankEvent.ResponseRecorded;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;

/** An exam of three items, days with as many exposures as a test wants, and what the counter found. */
final class DriftScene implements AutoCloseable {
    static final long STEADY = 1;
    static final long DRIFTED = 2;
    /** In every session, so that each counts. */
    static final long UNCAPPED = 3;

    static final LocalDate FIRST = LocalDate.parse("2026-03-10");
    static final Instant CHANGED = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final int SESSIONS = 200;

    private final CounterDriver counter = CounterDriver.start();
    private final List<DriftEvent> alerts = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<CalibrationCommand.Start> starts = new ArrayList<>();
    private Double theta;

    static DriftScene open() {
        DriftScene scene = new DriftScene();
        scene.counter.item(UNCAPPED, item(UNCAPPED, null, null));
        return scene.control(STEADY, CHANGED).control(DRIFTED, CHANGED);
    }

    /** The moment at which a day closes. */
    static Instant closes(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(15));
    }

    DriftScene control(long question, Instant changed) {
        counter.item(question, item(question, 0.2, changed));
        return this;
    }

    DriftScene policy(boolean automatic, int cooldownMinutes, int limitPerDay) {
        counter.policy(new ExamPolicy(
                TENANT,
                EXAM,
                CalibrationParameters.DEFAULT,
                automatic,
                cooldownMinutes,
                limitPerDay,
                0.05,
                0.1,
                null,
                null,
                1));
        return this;
    }

    /** From now on every candidate is estimated here. */
    DriftScene abilities(double estimate) {
        theta = estimate;
        return this;
    }

    DriftScene play(LocalDate day, int steady, int drifted) {
        return play(day, steady, drifted, SESSIONS);
    }

    /** So many exposures of the two items in so many sessions of a day. */
    DriftScene play(LocalDate day, int steady, int drifted, int sessions) {
        for (int s = 0; s < sessions; s++) {
            see(day, s, UNCAPPED);
            if (s < steady) see(day, s, STEADY);
            if (s < drifted) see(day, s, DRIFTED);
        }
        return this;
    }

    /** So many more exposures of an item, in the day's last sessions, a day late. */
    DriftScene more(LocalDate day, long question, int exposures) {
        for (int s = SESSIONS - exposures; s < SESSIONS; s++) {
            QbankEvent event = seen(day, s, question);
            counter.play(event, event.occurredAt().plus(Duration.ofHours(30)));
        }
        return this;
    }

    DriftScene at(Instant moment) {
        counter.clock.set(moment);
        return this;
    }

    DriftScene closeThrough(LocalDate day) {
        return at(closes(day)).look();
    }

    DriftScene look() {
        counter.look();
        return this;
    }

    DriftScene review() {
        counter.review();
        return this;
    }

    List<DriftEvent> alerts() {
        return kept(Topics.DRIFT, alerts);
    }

    List<Evidence> evidence() {
        return kept(Topics.EVIDENCE, evidence);
    }

    List<Evidence> evidence(long question) {
        return evidence().stream().filter(row -> row.questionId() == question).toList();
    }

    List<CalibrationCommand.Start> starts() {
        counter.written(Topics.COMMANDS).forEach(record -> starts.add((CalibrationCommand.Start) record.value()));
        return starts;
    }

    @Override
    public void close() {
        counter.close();
    }

    private <V> List<V> kept(Topic<V> topic, List<V> known) {
        counter.written(topic).stream().map(TestRecord::value).forEach(known::add);
        return known;
    }

    private void see(LocalDate day, int session, long question) {
        counter.play(seen(day, session, question));
    }

    private QbankEvent seen(LocalDate day, int session, long question) {
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(60 + 10L * session);
        String id = day + "-" + session;
        return new ResponseRecorded(id + question, TENANT, EXAM, id, question, 1, at, null, true, theta);
    }

    private static ItemState item(long question, Double cap, Instant changed) {
        return new ItemState(
                TENANT, question, 1, List.of(EXAM), 1L, 1, 0, 0.2, 0.5, cap, "block", false, null, changed, 1);
    }
}
