package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The twin of the stores in PostgreSQL, with a bank of its own: what the one promises the other keeps. Its leases end when a
 * test says so.
 */
final class InMemoryStore implements JobStore, CommandStore {
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final Map<ItemKey, String> held = new HashMap<>();
    private final Map<String, Set<ItemKey>> exams = new HashMap<>();
    private final Map<ItemKey, Double> k = new HashMap<>();
    private final Map<ItemKey, Double> ownCaps = new HashMap<>();
    private final Set<ItemKey> locked = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private final Map<String, Policy> policies = new HashMap<>();
    private long claims;

    private static final class Row {
        Step step;
        long fence;
        int crashes;
        long claimedAt;
        boolean expired;
        boolean cancelled;
        boolean announced;

        Row(Step step) {
            this.step = step;
        }

        boolean is(State state) {
            return step.state() == state;
        }
    }

    synchronized void publish(String examCode, int from, int to) {
        for (int question = from; question <= to; question++)
            exams.computeIfAbsent(examCode, exam -> new TreeSet<>(Comparator.comparing(ItemKey::questionId)))
                    .add(new ItemKey(question, 1));
    }

    synchronized void lock(ItemKey item) {
        locked.add(item);
    }

    synchronized void expireLeases() {
        rows.values().forEach(row -> row.expired = true);
    }

    synchronized double k(ItemKey item) {
        return k.getOrDefault(item, 1.0);
    }

    synchronized List<String> history() {
        return List.copyOf(history);
    }

    @Override
    public synchronized Optional<Step> find(String jobId) {
        return Optional.ofNullable(rows.get(jobId)).map(row -> row.step);
    }

    @Override
    public synchronized Optional<Claim> claim(String owner, Duration lease, Instant now) {
        Turn turn = new Turn(held);
        for (Row row : heads()) {
            Set<ItemKey> items = exams.getOrDefault(row.step.job().examCode(), Set.of());
            if (turn.comes(row.step.job().jobId(), items)) return Optional.of(take(row, items));
        }
        return Optional.empty();
    }

    @Override
    public synchronized Standing standing(Claim claim) {
        Row row = rows.get(claim.job().jobId());
        if (row.fence != claim.fence() || !row.is(State.RUNNING)) return Standing.LOST;
        return row.cancelled ? Standing.CANCELLED : Standing.HELD;
    }

    @Override
    public synchronized Standing renew(Claim claim, Duration lease) {
        Standing standing = standing(claim);
        if (standing != Standing.LOST) rows.get(claim.job().jobId()).expired = false;
        return standing;
    }

    @Override
    public synchronized void release(Claim claim, Step last) {
        if (standing(claim) == Standing.LOST) return;
        Row row = rows.get(claim.job().jobId());
        row.step = new Step(
                claim.job(), State.QUEUED, last.attempt(), last.seq(), row.step.at(), 0, null, null, null, null);
        held.values().removeIf(claim.job().jobId()::equals);
    }

    @Override
    public synchronized Optional<Step> conclude(Claim claim, Step last, Conclusion conclusion, Instant now) {
        Standing standing = standing(claim);
        if (standing == Standing.LOST) return Optional.empty();
        Conclusion actual = standing == Standing.CANCELLED ? Conclusion.cancelled() : conclusion;
        int updated = actual.state() == State.DONE ? write(claim.job(), actual.items()) : 0;
        held.values().removeIf(claim.job().jobId()::equals);
        Row row = rows.get(claim.job().jobId());
        row.step = actual.after(last, updated, now);
        return Optional.of(row.step);
    }

    @Override
    public synchronized List<Step> unannounced(int most) {
        return rows.values().stream()
                .filter(row -> row.step.state().terminal() && !row.announced)
                .map(row -> row.step)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void announced(String jobId) {
        rows.get(jobId).announced = true;
    }

    @Override
    public synchronized int waiting() {
        return (int) rows.values().stream().filter(row -> row.is(State.QUEUED)).count();
    }

    @Override
    public synchronized Optional<Receipt> receipt(String commandId) {
        return Optional.ofNullable(receipts.get(commandId));
    }

    @Override
    public synchronized Receipt file(Origin origin, Step step) {
        Row existing = rows.putIfAbsent(step.job().jobId(), new Row(step));
        Optional<String> refusal =
                existing == null ? Optional.ofNullable(step.reason()) : Refusals.ofStart(step.job(), existing.step);
        return keep(origin, step.job().jobId(), refusal, step.at());
    }

    @Override
    public synchronized Receipt cancel(Command.Cancel cancel, Instant now) {
        Origin origin = cancel.origin();
        Job unknown = new Job(
                cancel.jobId(),
                cancel.examCode(),
                "{}",
                0,
                false,
                0,
                Optional.empty(),
                origin.trigger(),
                origin.requestedBy(),
                origin.requestedAt());
        Row ahead = new Row(Step.refused(unknown, State.CANCELLED, "cancelled on request", now));
        Row existing = rows.putIfAbsent(cancel.jobId(), ahead);
        if (existing == null) return keep(origin, cancel.jobId(), Optional.empty(), now);
        Optional<String> refusal = Refusals.ofCancel(cancel, existing.step);
        if (refusal.isEmpty() && !existing.step.state().terminal()) {
            existing.cancelled = true;
            if (existing.is(State.QUEUED))
                existing.step = existing.step.next(State.CANCELLED, now).because("cancelled on request");
        }
        return keep(origin, cancel.jobId(), refusal, now);
    }

    @Override
    public synchronized Receipt rollback(Command.Rollback rollback, Instant now) {
        return keep(rollback.origin(), rollback.jobId(), Optional.of("nothing to roll back"), now);
    }

    @Override
    public synchronized Receipt setControl(Command.SetControl control, Instant now) {
        boolean published = exams.values().stream().anyMatch(items -> items.contains(control.item()));
        if (!published)
            return keep(control.origin(), null, Optional.of("item " + control.item() + " is not published"), now);
        if (control.k() != null) k.put(control.item(), control.k());
        if (control.cap() != null) ownCaps.put(control.item(), control.cap());
        if (Boolean.TRUE.equals(control.locked())) locked.add(control.item());
        history.add(control.item() + " by " + control.origin().requestedBy());
        return keep(control.origin(), null, Optional.empty(), now);
    }

    @Override
    public synchronized Receipt setPolicy(Command.SetPolicy policy, Instant now) {
        policies.put(policy.policy().examCode(), policy.policy());
        return keep(policy.origin(), null, Optional.empty(), now);
    }

    @Override
    public synchronized Receipt refuse(Origin origin, String reason, Instant now) {
        return keep(origin, null, Optional.of(reason), now);
    }

    @Override
    public synchronized int forget(Instant before, int most) {
        List<String> old = receipts.values().stream()
                .filter(receipt -> receipt.at().isBefore(before))
                .sorted(Comparator.comparing(Receipt::at))
                .limit(most)
                .map(Receipt::commandId)
                .toList();
        old.forEach(receipts::remove);
        return old.size();
    }

    private Receipt keep(Origin origin, String jobId, Optional<String> refusal, Instant now) {
        Receipt receipt = refusal.map(reason -> Receipt.refused(origin, jobId, reason, now))
                .orElseGet(() -> Receipt.applied(origin, jobId, now));
        Receipt earlier = receipts.putIfAbsent(origin.commandId(), receipt);
        return earlier == null ? receipt : earlier;
    }

    private List<Row> heads() {
        Map<String, Row> heads = new TreeMap<>();
        Map<String, Long> turns = new HashMap<>();
        for (Row row : rows.values()) {
            String exam = row.step.job().examCode();
            turns.merge(exam, row.claimedAt, Math::max);
            if (row.is(State.RUNNING)) heads.put(exam, row);
            if (row.is(State.QUEUED)) heads.putIfAbsent(exam, row);
        }
        List<Row> filed = List.copyOf(rows.values());
        return heads.values().stream()
                .filter(row -> row.is(State.QUEUED) || row.expired)
                .sorted(Comparator.comparing((Row row) -> row.is(State.QUEUED))
                        .thenComparing(row -> turns.get(row.step.job().examCode()))
                        .thenComparing(filed::indexOf))
                .toList();
    }

    private Claim take(Row row, Set<ItemKey> items) {
        Job job = row.step.job();
        if (row.is(State.RUNNING)) row.crashes++;
        row.step = Step.running(job, row.step.attempt() + 1, row.step.at());
        row.fence++;
        row.claimedAt = ++claims;
        row.expired = false;
        held.values().removeIf(job.jobId()::equals);
        items.forEach(item -> held.put(item, job.jobId()));
        List<PoolItem> pool = items.stream()
                .map(item -> new PoolItem(
                        item.questionId(),
                        item.version(),
                        7L,
                        1,
                        0,
                        0.2,
                        k(item),
                        ownCaps.get(item),
                        locked.contains(item)))
                .toList();
        return new Claim(job, row.step.attempt(), row.fence, row.crashes, () -> new Pool(pool), Optional.empty());
    }

    private int write(Job job, List<ItemResult> items) {
        List<ItemResult> writable = items.stream()
                .filter(item -> !locked.contains(key(item)))
                .filter(item -> Objects.equals(item.item().cap(), ownCaps.get(key(item))))
                .toList();
        if (job.dryRun()) return writable.size();
        for (ItemResult item : writable) {
            k.put(key(item), item.k());
            history.add(key(item) + " by " + job.requestedBy());
        }
        return writable.size();
    }

    private static ItemKey key(ItemResult item) {
        return new ItemKey(item.item().questionId(), item.item().version());
    }
}
