package io.qbank.exposure.demo.story;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.demo.access.Secret;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.candidates.Crowd;
import io.qbank.exposure.demo.candidates.ItemFeed;
import io.qbank.exposure.demo.candidates.Pace;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.Timetable;
import io.qbank.exposure.devkit.DevClock;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.service.StopSignal;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The whole story: open, play, calibrate, play again, compare. Every link is checked on the way. One thread. Longer than most
 * files, because a story is read in one piece.
 */
public final class Demo {
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration EVE = Duration.ofHours(1);
    /** No test begins in the last two hours of a stage; all have ended an hour later, and there the clock stops. */
    private static final Duration LAST_START = Duration.ofHours(2);

    private static final Duration LAST_EVENT = Duration.ofHours(1);
    private static final String TENANT = Samples.TENANT;

    private final DemoOptions options;
    private final Narrator narrator;
    private final DevStack stack;
    private final DevClock clock;
    private final House house;
    private final Api api;
    private final Controls controls;

    private Demo(
            DemoOptions options,
            Narrator narrator,
            DevStack stack,
            DevClock clock,
            House house,
            Api api,
            Controls controls) {
        this.options = options;
        this.narrator = narrator;
        this.stack = stack;
        this.clock = clock;
        this.house = house;
        this.api = api;
        this.controls = controls;
    }

    /**
     * Plays the story, and stays until told to stop unless it shall end by itself.
     *
     * @throws BrokenChainException if a link of the chain did not hold
     * @throws io.qbank.exposure.devkit.PortInUseException if a port is taken
     */
    public static void run(DemoOptions options, PrintStream out, StopSignal stop) throws InterruptedException {
        Narrator narrator = new Narrator(out, options.live());
        House.requireFree(options.ports());
        Clock world = Clock.systemUTC();
        String secret = Secret.of(options.data(), world);
        try (DevStack stack = DevStack.start(
                        options.data(), options.ports().kafka(), options.ports().postgres());
                Bank bank = Bank.open(stack.postgres().url())) {
            narrator.say(
                    "Kafka on %s, PostgreSQL on port %d",
                    stack.kafka().bootstrap(), stack.postgres().port());
            int published = bank.publish(DemoOptions.EXAM, pool());
            narrator.say(
                    "Exam %s: %s",
                    DemoOptions.EXAM, published > 0 ? published + " items loaded" : "is there from before");
            LocalDate first = Calendar.of(options.data())
                    .take(LocalDate.ofInstant(world.instant(), ZoneOffset.UTC), 2 * options.days());
            DevClock clock = DevClock.startingAt(midnight(first).minus(EVE), 1);
            String token = Tokens.token(
                    secret, "demo", "admin", TENANT, world.instant().plus(Duration.ofDays(1)));
            try (House house = House.open(environment(stack, options, secret), options.ports(), clock);
                    ItemFeed feed = ItemFeed.open(stack.kafka().bootstrap())) {
                Api api = new Api(house.api(), token);
                Demo demo =
                        new Demo(options, narrator, stack, clock, house, api, new Controls(bank, feed, api, TENANT));
                demo.play(first);
                demo.lookAround(world, token);
                if (!options.exit()) stop.await();
            }
        }
        narrator.say("Stopped; the data is kept in %s", options.data());
    }

    private void play(LocalDate first) throws InterruptedException {
        house.awaitReady();
        controls.awaitAgreement();
        narrator.say("calibrator, exposure-counter and command-api are ready; the clock shows %s", first);
        Stage before = days("before", first);
        calibrate();
        Stage after = days("after", first.plusDays(options.days()));
        narrator.print(ClosingTable.of(before, after, DemoOptions.TAU));
        requireEffect(before, after);
    }

    private Stage days(String name, LocalDate first) throws InterruptedException {
        LocalDate last = first.plusDays(options.days() - 1L);
        Recount recount = new Recount();
        Duration playing = candidates(name + '-' + first, first, last.plusDays(1), recount);
        narrator.say(
                "%s to %s: %,d candidates, %,d events",
                first, last, options.sessions() * options.days(), recount.events());
        Duration lag = Patience.until(COUNTED_WITHIN, () -> {
            house.requireAlive();
            return Observed.daily(api, first, last).differsFrom(recount);
        });
        Observed observed = Observed.daily(api, first, last);
        narrator.say(
                "the API shows every one of %,d exposures, item by item; highest rate %.3f",
                recount.uniqueExposures(), observed.highestRate());
        return new Stage(observed, controls.inTable(), recount.events(), playing, lag);
    }

    private Duration candidates(String name, LocalDate first, LocalDate end, Recount recount)
            throws InterruptedException {
        Crowd crowd = new Crowd(
                stack.kafka().bootstrap(),
                Topics.EVENTS,
                new Crowd.Exam(TENANT, DemoOptions.EXAM, DemoOptions.LENGTH, DemoOptions.DUPLICATES));
        Duration open = Duration.between(midnight(first), midnight(end)).minus(LAST_START);
        Timetable timetable = new Timetable(midnight(first), open, options.sessions() * options.days());
        clock.jumpTo(midnight(first));
        clock.runTo(midnight(end).minus(LAST_EVENT), Duration.ofDays(1).toMillis() / 1e3 / options.daySeconds());
        long start = System.nanoTime();
        crowd.play(name, timetable, first.toEpochDay(), Pace.by(clock), recount);
        clock.speed(1);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void calibrate() throws InterruptedException {
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

    /** On data that was calibrated before, both stages are at the cap, and chance decides which is higher. */
    private void requireEffect(Stage before, Stage after) {
        double allowed = Math.max(
                before.observed().highestRate(),
                DemoOptions.TAU + after.observed().noise(DemoOptions.TAU));
        if (after.observed().highestRate() > allowed)
            throw new BrokenChainException(
                    "the highest rate was " + before.observed().highestRate() + " before the calibration and "
                            + after.observed().highestRate() + " after it");
    }

    private void lookAround(Clock world, String token) {
        Instant now = world.instant();
        if (clock.instant().isBefore(now)) clock.jumpTo(now);
        narrator.print("""
                  console  %1$s/console/#token=%5$s
                  API      %1$s   (%1$s/openapi.json)
                  token    ./qbank token --role admin --data %2$s
                  try      curl -s -H "Authorization: Bearer $(./qbank token --role viewer --data %2$s)" '%1$s/v1/admin/exposure/items?limit=5'
                  more     ./qbank simulate-candidates --exam %3$s --bootstrap %4$s
                  data     %2$s   (start again on it, or remove it)
                """.formatted(
                api.base(), options.data(), DemoOptions.EXAM, stack.kafka().bootstrap(), token));
        if (!options.exit()) narrator.say("Everything stays up; Ctrl-C stops it.");
    }

    private static Map<String, String> environment(DevStack stack, DemoOptions options, String secret) {
        return Map.of(
                "KAFKA_BOOTSTRAP", stack.kafka().bootstrap(),
                "DATABASE_URL", stack.postgres().url(),
                "APP_SECRET", secret,
                "STATE_DIR", options.data().resolve("state").toString());
    }

    private static List<PoolItem> pool() {
        return Samples.pool().stream()
                .map(item -> new PoolItem(
                        item.questionId(),
                        item.version(),
                        item.topicId(),
                        item.a(),
                        item.b(),
                        item.c(),
                        item.k(),
                        null,
                        false))
                .toList();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
