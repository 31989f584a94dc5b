package io.qbank.exposure.calibrator.job;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.cancel;
import static io.qbank.exposure.calibrator.job.Orders.done;
import static io.qbank.exposure.calibrator.job.Orders.job;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of runs promises. Longer than most files: it is one contract, and each store is held to all of it. */
public abstract class JobStoreContract {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private World world;
    private JobStore jobs;
    private CommandStore commands;

    protected abstract World newWorld();

    @BeforeEach
    void open() {
        world = newWorld();
        jobs = world.jobs();
        commands = world.commands();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aFiledRunWaitsAsItWasOrdered() {
        Step queued = Step.queued(job("j1", "A"), NOW);

        Receipt receipt = commands.file(origin("calibration.start"), queued);

        assertTrue(receipt.applied());
        assertEquals(Optional.of(queued), jobs.find("j1"));
        assertEquals(1, jobs.waiting());
        assertEquals(Optional.empty(), jobs.find("other"));
    }

    @Test
    void theSameCommandAgainGetsTheSameAnswerAndHasNoSecondEffect() {
        Origin origin = origin("calibration.start");
        Receipt first = commands.file(origin, Step.queued(job("j1", "A"), NOW));

        Receipt again = commands.file(origin, Step.queued(job("j2", "A"), NOW.plusSeconds(5)));

        assertEquals(first, again);
        assertEquals(Optional.of(first), commands.receipt(origin.commandId()));
    }

    @Test
    void theSameJobInAnotherCommandIsTheSameRun() {
        file("j1", "A");

        Receipt again = commands.file(origin("calibration.start"), Step.queued(job("j1", "A"), NOW));
        Receipt elsewhere = commands.file(origin("calibration.start"), Step.queued(job("j1", "B"), NOW));

        assertTrue(again.applied());
        assertEquals("job_id j1 is a run of exam A", elsewhere.reason());
        assertEquals(1, jobs.waiting());
    }

    @Test
    void runsOfAnExamAreClaimedInTheOrderOfFilingOneAtATime() {
        world.publish("A", 1, 2);
        file("j1", "A");
        file("j2", "A");

        Claim first = claim().orElseThrow();

        assertEquals("j1", first.job().jobId());
        assertEquals(1, first.attempt());
        assertEquals(job("j1", "A"), first.job());
        assertEquals(Optional.empty(), claim());
    }

    @Test
    void examsTakeTurns() {
        world.publish("A", 1, 1);
        world.publish("B", 2, 2);
        file("a1", "A");
        file("a2", "A");
        file("b1", "B");

        List<String> order = List.of(runNext(), runNext(), runNext());

        assertEquals(List.of("a1", "b1", "a2"), order);
    }

    @Test
    void examsWithoutACommonItemRunAtOnceAndThoseWithOneDoNot() {
        world.publish("A", 1, 5);
        world.publish("B", 5, 9);
        world.publish("C", 20, 21);
        file("a", "A");
        file("b", "B");
        file("c", "C");

        Claim a = claim().orElseThrow();
        Claim c = claim().orElseThrow();

        assertEquals(List.of("a", "c"), List.of(a.job().jobId(), c.job().jobId()));
        assertEquals(Optional.empty(), claim());
        jobs.conclude(a, running(a), done(a, 0.5), NOW);
        assertEquals("b", claim().orElseThrow().job().jobId());
    }

    @Test
    void nobodyOvertakesARunThatWaitsForHisItems() {
        world.publish("A", 1, 5);
        world.publish("AB", 5, 6);
        world.publish("B", 6, 9);
        file("a", "A");
        Claim a = claim().orElseThrow();
        file("ab", "AB");
        file("b", "B");

        assertEquals(Optional.empty(), claim());
        jobs.conclude(a, running(a), done(a, 0.5), NOW);
        assertEquals("ab", claim().orElseThrow().job().jobId());
    }

    @Test
    void anExpiredLeaseIsClaimedAgainAndTheFormerOwnerMayNotWrite() {
        world.publish("A", 1, 2);
        file("j1", "A");
        Claim former = claim().orElseThrow();
        world.expireLeases();

        Claim latter = claim().orElseThrow();

        assertEquals(List.of(2, 1), List.of(latter.attempt(), latter.crashes()));
        assertEquals(former.job(), latter.job());
        assertEquals(Standing.LOST, jobs.standing(former));
        assertEquals(Optional.empty(), jobs.conclude(former, running(former), done(former, 0.1), NOW));
        assertEquals(1.0, world.k(new ItemKey(1, 1)));
        assertEquals(Standing.HELD, jobs.renew(latter, LEASE));
    }

    @Test
    void itemsOfAnExpiredRunStayHeldUntilItIsClaimedAgain() {
        world.publish("A", 1, 2);
        world.publish("B", 2, 3);
        file("a", "A");
        assertTrue(claim().isPresent());
        file("b", "B");
        world.expireLeases();

        Claim next = claim().orElseThrow();

        assertEquals("a", next.job().jobId());
        assertEquals(Optional.empty(), claim());
    }

    @Test
    void aRenewedLeaseIsNotClaimed() {
        world.publish("A", 1, 2);
        file("j1", "A");
        Claim claim = claim().orElseThrow();
        world.expireLeases();

        assertEquals(Standing.HELD, jobs.renew(claim, LEASE));

        assertEquals(Optional.empty(), claim());
    }

    @Test
    void aRunGivenBackIsClaimedAtOnceWithTheNextAttemptAndWithoutACrash() {
        world.publish("A", 1, 2);
        file("j1", "A");
        Claim claim = claim().orElseThrow();

        jobs.release(claim, running(claim));

        Claim next = claim().orElseThrow();
        assertEquals(List.of(2, 0), List.of(next.attempt(), next.crashes()));
        assertEquals(Standing.LOST, jobs.standing(claim));
    }

    @Test
    void theEndWritesKAndHistoryAndIsToldAsTheRowSays() {
        world.publish("A", 1, 2);
        file("j1", "A");
        Claim claim = claim().orElseThrow();
        Step last = running(claim).next(State.VERIFYING, NOW);

        Step end = jobs.conclude(claim, last, done(claim, 0.25), NOW).orElseThrow();

        assertEquals(last.next(State.DONE, NOW).with("{\"updated\":2}"), end);
        assertEquals(Optional.of(end), jobs.find("j1"));
        assertEquals(List.of(0.25, 0.25), List.of(world.k(new ItemKey(1, 1)), world.k(new ItemKey(2, 1))));
        assertEquals(List.of("1/1 by ann", "2/1 by ann"), world.history());
        assertEquals(List.of(end), jobs.unannounced(10));
        jobs.announced("j1");
        assertEquals(List.of(), jobs.unannounced(10));
    }

    @Test
    void anItemLockedDuringTheRunIsNotOverwritten() {
        world.publish("A", 1, 2);
        file("j1", "A");
        Claim claim = claim().orElseThrow();
        world.lock(new ItemKey(2, 1));

        Step end = jobs.conclude(claim, running(claim), done(claim, 0.25), NOW).orElseThrow();

        assertEquals("{\"updated\":1}", end.result());
        assertEquals(List.of(0.25, 1.0), List.of(world.k(new ItemKey(1, 1)), world.k(new ItemKey(2, 1))));
    }

    @Test
    void anItemGivenACapDuringTheRunKeepsThatCapAndItsK() {
        world.publish("A", 1, 2);
        file("j1", "A");
        Claim claim = claim().orElseThrow();
        ItemKey capped = new ItemKey(2, 1);
        commands.setControl(new Command.SetControl(origin("control.set"), capped, null, 0.05, null), NOW);

        Step end = jobs.conclude(claim, running(claim), done(claim, 0.25), NOW).orElseThrow();

        assertEquals("{\"updated\":1}", end.result());
        assertEquals(List.of(0.25, 1.0), List.of(world.k(new ItemKey(1, 1)), world.k(capped)));
        file("j2", "A");
        assertEquals(0.05, claim().orElseThrow().items().pool().items().get(1).cap());
        assertEquals(List.of("2/1 by ann", "1/1 by ann"), world.history());
    }

    @Test
    void aDryRunCountsAndWritesNothing() {
        world.publish("A", 1, 2);
        world.lock(new ItemKey(1, 1));
        commands.file(origin("calibration.start"), Step.queued(Orders.dry(job("j1", "A")), NOW));
        Claim claim = claim().orElseThrow();

        Step end = jobs.conclude(claim, running(claim), done(claim, 0.25), NOW).orElseThrow();

        assertEquals("{\"updated\":1}", end.result());
        assertEquals(1.0, world.k(new ItemKey(2, 1)));
    }

    @Test
    void aRunEndsOnce() {
        world.publish("A", 1, 1);
        file("j1", "A");
        Claim claim = claim().orElseThrow();
        Optional<Step> first = jobs.conclude(claim, running(claim), Conclusion.failed("no"), NOW);

        Optional<Step> second = jobs.conclude(claim, running(claim), done(claim, 0.5), NOW);

        assertEquals(Optional.empty(), second);
        assertEquals(first, jobs.find("j1"));
        assertEquals("no", first.orElseThrow().reason());
    }

    @Test
    void aCancelEndsAWaitingRunAndItsAnswerIsKept() {
        file("j1", "A");
        Command.Cancel cancel = cancel("j1", "A");

        Receipt receipt = commands.cancel(cancel, NOW);

        assertTrue(receipt.applied());
        assertEquals(State.CANCELLED, jobs.find("j1").orElseThrow().state());
        assertEquals(1, jobs.find("j1").orElseThrow().seq());
        assertEquals(Optional.empty(), claim());
        assertEquals(receipt, commands.cancel(cancel, NOW.plusSeconds(9)));
    }

    @Test
    void aCancelThatComesFirstKeepsTheRunFromStarting() {
        commands.cancel(cancel("j1", "A"), NOW);

        Receipt start = commands.file(origin("calibration.start"), Step.queued(job("j1", "A"), NOW));

        assertEquals("cancelled before it started", start.reason());
        assertEquals(State.CANCELLED, jobs.find("j1").orElseThrow().state());
        assertEquals(0, jobs.waiting());
    }

    @Test
    void aRunCancelledWhileRunningEndsCancelledWhateverItFound() {
        world.publish("A", 1, 1);
        file("j1", "A");
        Claim claim = claim().orElseThrow();

        Receipt receipt = commands.cancel(cancel("j1", "A"), NOW);

        assertTrue(receipt.applied());
        assertEquals(Standing.CANCELLED, jobs.standing(claim));
        assertEquals(Standing.CANCELLED, jobs.renew(claim, LEASE));
        Step end = jobs.conclude(claim, running(claim), done(claim, 0.5), NOW).orElseThrow();
        assertEquals(State.CANCELLED, end.state());
        assertEquals(1.0, world.k(new ItemKey(1, 1)));
    }

    @Test
    void aCancelThatComesTooLateIsRefused() {
        world.publish("A", 1, 1);
        file("j1", "A");
        Claim claim = claim().orElseThrow();
        jobs.conclude(claim, running(claim), done(claim, 0.5), NOW);

        Receipt receipt = commands.cancel(cancel("j1", "A"), NOW);

        assertEquals("the run is already done", receipt.reason());
        assertEquals(State.DONE, jobs.find("j1").orElseThrow().state());
    }

    @Test
    void anExamWithoutItemsIsClaimedLikeAnother() {
        file("j1", "NOBODY-KNOWS");

        Claim claim = claim().orElseThrow();

        assertTrue(claim.items().pool().isEmpty());
    }

    @Test
    void receiptsFromLongAgoAreForgottenAFewAtATimeOldestFirst() {
        List<Origin> origins =
                Stream.generate(() -> origin("control.set")).limit(4).toList();
        for (int day = 0; day < 4; day++) commands.refuse(origins.get(day), "no", NOW.plus(Duration.ofDays(day)));

        int forgotten = commands.forget(NOW.plus(Duration.ofDays(3)), 2);

        assertEquals(2, forgotten);
        assertEquals(
                List.of(false, false, true, true),
                origins.stream()
                        .map(origin -> commands.receipt(origin.commandId()).isPresent())
                        .toList());
        assertEquals(1, commands.forget(NOW.plus(Duration.ofDays(3)), 2));
    }

    @Test
    void aControlIsSetWhereTheItemIsPublished() {
        world.publish("A", 1, 1);
        Command.SetControl there = new Command.SetControl(origin("control.set"), new ItemKey(1, 1), 0.5, null, null);
        Command.SetControl nowhere = new Command.SetControl(origin("control.set"), new ItemKey(2, 1), 0.5, null, null);

        Receipt applied = commands.setControl(there, NOW);
        Receipt refused = commands.setControl(nowhere, NOW);

        assertTrue(applied.applied());
        assertEquals("item 2/1 is not published", refused.reason());
        assertEquals(0.5, world.k(new ItemKey(1, 1)));
        assertEquals(List.of("1/1 by ann"), world.history());
    }

    private void file(String jobId, String examCode) {
        commands.file(origin("calibration.start"), Step.queued(job(jobId, examCode), NOW));
    }

    private Optional<Claim> claim() {
        return jobs.claim("test", LEASE, NOW);
    }

    private String runNext() {
        Claim claim = claim().orElseThrow();
        jobs.conclude(claim, running(claim), done(claim, 0.5), NOW);
        return claim.job().jobId();
    }

    private static Step running(Claim claim) {
        return Step.running(claim.job(), claim.attempt(), NOW);
    }
}
