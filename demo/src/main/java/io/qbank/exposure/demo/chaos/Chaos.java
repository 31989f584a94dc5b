package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Inspection;
import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.check.Violation;
import io.qbank.exposure.demo.chaos.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Rounds of faults under load. In each the day changes, faults begin and end, the load pauses, and everything is looked at
 * until it is as it should be.
 */
public final class Chaos {
    /** What is promised. */
    static final Duration PROMISED = Duration.ofSeconds(30);
    /** Later than promised is one thing, never another: so long it takes to tell them apart. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final long COMMAND_EVERY_MILLIS = 2_500;
    private final ChaosOptions options;
    private final Teller teller;
    private final Schedule schedule;
    private final Ledger ledger = new Ledger();
    private final ChaosReport report;
    private final List<Violation> notBrought = new ArrayList<>();

    private Chaos(ChaosOptions options, Teller teller) {
        this.options = options;
        this.teller = teller;
        this.schedule = new Schedule(options.seed(), options.kinds());
        this.report = new ChaosReport(options.seed());
    }

    /** Plays everything, and leaves no process. */
    public static ChaosReport play(ChaosOptions options, Teller teller) throws InterruptedException {
        return new Chaos(options, teller).play();
    }

    private ChaosReport play() throws InterruptedException {
        teller.say("seed %d, data and logs in %s", options.seed(), options.directory());
        try (World world = World.open(options.directory(), postgres -> {
                    Exams.publish(postgres.url());
                    Inspection.openBooks(postgres.superuserUrl());
                });
                Inspection inspection = UntilWell.inspection(world);
                Load load = new Load(world, ledger, options.seed(), options.rate(), COMMAND_EVERY_MILLIS, false)) {
            teller.say(
                    "two of each service on three brokers are ready; a full disk is %s",
                    world.disk().means());
            report.fullDisk(world.disk().means());
            load.begin();
            long end = System.nanoTime() + options.time().toNanos();
            for (int number = 1; number <= options.rounds() && System.nanoTime() < end; number++) {
                Round round = round(number, world, load, inspection);
                report.add(round);
                teller.round(round, ledger, inspection.runs());
                if (!round.violations().isEmpty() && stuck(round)) break;
            }
            load.pause();
            report.totals(
                    ledger,
                    inspection.runs(),
                    inspection.alerts(),
                    load.again(),
                    world.fleet().notLive());
        }
        return report;
    }

    /** What did not recover in all that time would spoil every round that follows. */
    private static boolean stuck(Round round) {
        return round.recovery().compareTo(PATIENCE) >= 0;
    }

    private Round round(int number, World world, Load load, Inspection inspection) throws InterruptedException {
        world.forward(A_DAY);
        load.resume();
        List<Round.Happened> happened = new ArrayList<>();
        long over = faults(world, happened);
        load.pause();
        world.kafka().awaitWhole();
        UntilWell looked = UntilWell.look(world, inspection, ledger, over, PATIENCE);
        List<Violation> violations = new ArrayList<>(looked.violations());
        Duration recovery = looked.took();
        if (violations.isEmpty() && recovery.compareTo(PROMISED) > 0)
            violations.add(new Violation(
                    "everything catches up in time",
                    "at most " + PROMISED.toSeconds() + " s after the last fault",
                    recovery.toMillis() / 1e3 + " s",
                    "the logs of this round"));
        violations.addAll(notBrought);
        notBrought.clear();
        return new Round(number, happened, recovery, looked.waitedFor(), violations);
    }

    /** Begins and ends the faults of a round when it is time. @return when the last was over, nanoseconds */
    private long faults(World world, List<Round.Happened> happened) throws InterruptedException {
        Breaker breaker = new Breaker(world);
        long start = System.nanoTime();
        PriorityQueue<Due> due = new PriorityQueue<>((one, other) -> Long.compare(one.atMillis(), other.atMillis()));
        for (Fault fault : schedule.next())
            due.add(new Due(fault.atMillis(), () -> {
                Breaker.Broken broken = begin(breaker, fault);
                Duration at = Duration.ofNanos(System.nanoTime() - start);
                happened.add(new Round.Happened(fault, broken.target(), at));
                teller.fault(fault, broken.target());
                if (fault.lastsMillis() > 0) due.add(new Due(fault.endsMillis(), broken.end()));
            }));
        while (!due.isEmpty()) {
            Due next = due.remove();
            long wait = next.atMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (wait > 0) TimeUnit.MILLISECONDS.sleep(wait);
            next.work().run();
        }
        return System.nanoTime();
    }

    /** What cannot be brought about is told as a violation: a kind that never happens must not look like one that is survived. */
    private Breaker.Broken begin(Breaker breaker, Fault fault) {
        try {
            return breaker.begin(fault);
        } catch (RuntimeException failed) {
            notBrought.add(new Violation(
                    "every fault of the schedule happens",
                    fault.kind().text(),
                    failed.toString(),
                    "the brokers' and PostgreSQL's logs"));
            return Breaker.Broken.of("could not be brought about");
        }
    }

    /** Something to do at a moment of the round. */
    private record Due(long atMillis, Runnable work) {}
}
