package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.demo.candidates.Crowd;
import io.qbank.exposure.demo.candidates.Pace;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.Timetable;
import io.qbank.exposure.devkit.DevClock;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What every story is made of: days of candidates through the whole pipeline, and calibrations. One thread. */
final class Player {
    static final String TENANT = Samples.TENANT;
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(90);
    /** No test begins in the last two hours of a stage; all have ended an hour later, and there the clock stops. */
    private static final Duration LAST_START = Duration.ofHours(2);

    private static final Duration LAST_EVENT = Duration.ofHours(1);

    private final DemoOptions options;
    private final Narrator narrator;
    private final String bootstrap;
    private final DevClock clock;
    private final House house;
    private final Api api;
    private final Controls controls;

    Player(
            DemoOptions options,
            Narrator narrator,
            String bootstrap,
            DevClock clock,
            House house,
            Api api,
            Controls controls) {
        this.options = options;
        this.narrator = narrator;
        this.bootstrap = bootstrap;
        this.clock = clock;
        this.house = house;
        this.api = api;
        this.controls = controls;
    }

    Narrator narrator() {
        return narrator;
    }

    Api api() {
        return api;
    }

    House house() {
        return house;
    }

    Controls controls() {
        return controls;
    }

    /** The clock goes on from a moment, at the world's pace. */
    void goTo(Instant moment) {
        clock.jumpTo(moment);
    }

    /**
     * Plays some days and waits until the API shows every count of them.
     *
     * @param name of the crowd; another name, another crowd
     * @param ability mean of the candidates' abilities, logits; their standard deviation is 1
     */
    Stage days(String name, LocalDate first, int days, double ability) throws InterruptedException {
        LocalDate last = first.plusDays(days - 1L);
        Recount recount = new Recount();
        Duration playing = candidates(name + '-' + first, first, days, ability, recount);
        narrator.say("%s to %s: %,d candidates, %,d events", first, last, options.sessions() * days, recount.events());
        Duration lag = Patience.until(COUNTED_WITHIN, () -> {
            house.requireAlive();
            return Observed.daily(api, first, last).differsFrom(recount);
        });
        Observed observed = Observed.daily(api, first, last);
        narrator.say(
                "the API shows every one of %,d exposures, item by item; highest rate %.3f",
                recount.uniqueExposures(), observed.highestRate());
        return new Stage(name, observed, controls.inTable(), recount.events(), playing, lag);
    }

    private Duration candidates(String name, LocalDate first, int days, double ability, Recount recount)
            throws InterruptedException {
        Instant begin = midnight(first);
        Instant end = midnight(first.plusDays(days));
        Crowd crowd = new Crowd(
                KafkaClients.plain(bootstrap),
                Topics.EVENTS,
                new Crowd.Exam(TENANT, DemoOptions.EXAM, DemoOptions.LENGTH, DemoOptions.DUPLICATES, ability));
        Timetable timetable =
                new Timetable(begin, Duration.between(begin, end).minus(LAST_START), options.sessions() * days);
        if (clock.instant().isBefore(begin)) clock.jumpTo(begin);
        clock.runTo(end.minus(LAST_EVENT), Duration.ofDays(1).toMillis() / 1e3 / options.daySeconds());
        long start = System.nanoTime();
        crowd.play(name, timetable, first.toEpochDay(), Pace.by(clock), recount);
        clock.speed(1);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Asks for a calibration over HTTP, as a user would, and waits until everybody has its k. */
    void calibrate() throws InterruptedException {
        narrator.say("POST /v1/admin/exposure/calibrate_sh/start %s", DemoOptions.CALIBRATION);
        CalibrationOverHttp.Finished run;
        try (Narrator.Watching watching = narrator.watching()) {
            run = new CalibrationOverHttp(api).run(DemoOptions.CALIBRATION, watching);
        }
        Duration visible = controls.awaitAgreement();
        narrator.say(
                "run %s is done: %d k written, first progress after %d ms, done after %d ms, on exposure.items and in the API %d ms later",
                run.jobId(),
                run.status().path("result").path("updated").asInt(),
                run.firstProgress().toMillis(),
                run.whole().toMillis(),
                visible.toMillis());
    }

    /** Waits for a run that somebody else has started, and until everybody has its k. */
    void await(String jobId) throws InterruptedException {
        JsonNode status;
        try (Narrator.Watching watching = narrator.watching()) {
            status = new CalibrationOverHttp(api).await(jobId, watching);
        }
        Duration visible = controls.awaitAgreement();
        narrator.say(
                "run %s is done: %d k written, on exposure.items and in the API %d ms later",
                jobId, status.path("result").path("updated").asInt(), visible.toMillis());
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
