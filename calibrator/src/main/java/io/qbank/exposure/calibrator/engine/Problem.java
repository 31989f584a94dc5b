package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.control.Caps;
import io.qbank.exposure.calibrator.engine.control.EnoughAtOne;
import io.qbank.exposure.calibrator.engine.control.Feasibility;
import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.RankingTable;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A plan that has met its pool: what all methods need to know, as arrays in the pool's order. Immutable by convention. */
final class Problem {
    final Pool pool;
    final Plan plan;
    final ItemBank bank;
    final RankingTable table;
    final double[] caps;
    final boolean[] locked;
    /** Locked at k = 0: pulled, and not even administered where nothing else is left. */
    final boolean[] barred;

    /** @throws IllegalArgumentException if the pool is empty, or the plan names a topic that no item has */
    Problem(Pool pool, Plan plan) {
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("pool must have at least one item, was empty");
        }
        this.pool = pool;
        this.plan = plan;
        checkTopics();
        bank = pool.bank();
        table = new RankingTable(bank);
        caps = capsAt(plan.tau());
        locked = pool.locked();
        barred = new boolean[pool.size()];
        for (int i = 0; i < barred.length; i++) {
            barred[i] = locked[i] && pool.item(i).k() == 0;
        }
    }

    Feasibility feasibility() {
        return new Feasibility(reachable(caps), plan.testLen());
    }

    Optional<Double> smallestFeasibleTau() {
        return Feasibility.smallestTau(tau -> reachable(capsAt(tau)), plan.testLen());
    }

    /** The k an update arrived at, as they may be used: locked items keep theirs, and no candidate can run out of items. */
    double[] admissible(double[] k) {
        for (int i = 0; i < k.length; i++) {
            if (locked[i]) {
                k[i] = pool.item(i).k();
            }
        }
        if (plan.rejection() == Rejection.BLOCK && plan.ceil() == 1) {
            EnoughAtOne.ensure(k, locked, plan.testLen());
        }
        return k;
    }

    private double[] capsAt(double tau) {
        String[] topics = new String[pool.size()];
        @Nullable Double[] own = new @Nullable Double[pool.size()];
        for (int i = 0; i < topics.length; i++) {
            topics[i] = pool.item(i).topicKey();
            own[i] = pool.item(i).cap();
        }
        return Caps.of(tau, plan.topicTau(), plan.topicWeights(), topics, own);
    }

    private double[] reachable(double[] caps) {
        double[] reachable = caps.clone();
        for (int i = 0; i < reachable.length; i++) {
            if (locked[i]) {
                reachable[i] = Math.min(reachable[i], pool.item(i).k());
            }
        }
        return reachable;
    }

    private void checkTopics() {
        SortedSet<String> known = new TreeSet<>();
        pool.items().forEach(item -> known.add(item.topicKey()));
        checkTopics("topic_tau", plan.topicTau().keySet(), known);
        checkTopics("topic_weights", plan.topicWeights().keySet(), known);
    }

    private static void checkTopics(String field, Iterable<String> named, SortedSet<String> known) {
        for (String topic : named) {
            if (!known.contains(topic)) {
                throw Check.refused(field, "a map with topics of the pool as keys: " + String.join(", ", known), topic);
            }
        }
    }
}
