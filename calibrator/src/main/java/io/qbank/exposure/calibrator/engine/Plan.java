package io.qbank.exposure.calibrator.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to calibrate for and how. Immutable; valid by construction, except that topics are checked when it meets the pool.
 *
 * @param tau cap of an item that no topic and no cap of its own says otherwise about, in (0, 1]
 * @param topicTau topic → cap in (0, 1]; if not empty, topicWeights does not count
 * @param topicWeights topic → weight above 0; each item of the topic gets the cap tau · weight / sum of weights
 * @param n candidates an iteration
 * @param testLen items a test
 * @param iters iterations; for a method that stops early, or with untilConverged, the most there may be
 * @param alpha damping exponent of {@link Method#DAMPED}, above 0
 * @param floor least k an update may set
 * @param ceil largest k an update may set
 * @param seed the run is a function of pool, plan and this
 * @param threads how many; the result does not depend on it
 * @param verifyN candidates of the verification; 0 for none
 * @param untilConverged stop as soon as fresh draws hold the caps
 * @param eap how ability is estimated, for {@link Ability#EAP}
 * @param grid abilities of {@link Method#EXACT}
 */
public record Plan(
        double tau,
        Map<String, Double> topicTau,
        Map<String, Double> topicWeights,
        int n,
        int testLen,
        int iters,
        double alpha,
        ThetaDistribution theta,
        double floor,
        double ceil,
        long seed,
        Method method,
        Rejection rejection,
        Ability ability,
        Generator generator,
        int threads,
        int verifyN,
        boolean untilConverged,
        EapGrid eap,
        ThetaGrid grid) {
    /**
     * Refuses what cannot be run.
     *
     * @throws IllegalArgumentException naming field, allowed and given
     */
    public Plan {
        topicTau = Collections.unmodifiableMap(new TreeMap<>(topicTau));
        topicWeights = Collections.unmodifiableMap(new TreeMap<>(topicWeights));
        Check.above("tau", tau, 0, 1);
        topicTau.forEach((topic, cap) -> Check.above("topic_tau." + topic, cap, 0, 1));
        topicWeights.forEach((topic, weight) -> Check.above("topic_weights." + topic, weight, 0, 1e9));
        Check.atLeast("n", n, 1);
        Check.atLeast("test_len", testLen, 1);
        Check.atLeast("iters", iters, 1);
        Check.above("alpha", alpha, 0, 100);
        Check.within("floor", floor, 0, 1);
        Check.above("ceil", ceil, 0, 1);
        if (floor > ceil) {
            throw Check.refused("floor", "at most ceil " + ceil, floor);
        }
        if (threads < 1 || threads > 1024) {
            throw Check.refused("threads", "in [1, 1024]", threads);
        }
        Check.atLeast("verify_n", verifyN, 0);
        if (untilConverged && method != Method.EXACT && verifyN == 0) {
            throw Check.refused("verify_n", "above 0 with until_converged, which asks the verification", verifyN);
        }
        checkCombination(method, rejection, ability, generator, threads);
    }

    private static void checkCombination(
            Method method, Rejection rejection, Ability ability, Generator generator, int threads) {
        if (method != Method.DAMPED && rejection != Rejection.BLOCK) {
            throw Check.refused("rejection", "block for method " + method.wire(), rejection.wire());
        }
        if (generator == Generator.PYTHON) {
            String why = " for rng python, which repeats v7";
            if (method != Method.DAMPED) {
                throw Check.refused("method", "damped" + why, method.wire());
            }
            if (rejection != Rejection.RECONSIDER) {
                throw Check.refused("rejection", "reconsider" + why, rejection.wire());
            }
            if (ability != Ability.TRUE) {
                throw Check.refused("ability", "true" + why, ability.wire());
            }
            if (threads != 1) {
                throw Check.refused("threads", "1" + why, threads);
            }
        }
    }

    /** Items administered if the run goes to its end, n · iters · test_len; callers limit it. Long.MAX_VALUE if beyond. */
    public long work() {
        double product = (double) n * iters * testLen;
        return product >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) n * iters * testLen;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins with the defaults of v7's command line. What the caller leaves open for a method that v7 did not have, n and iters,
     * is chosen by the method: 10,000 candidates and at most 30 iterations for sympson_hetter, at most 200 for exact.
     */
    public static final class Builder {
        private double tau = 0.2;
        private Map<String, Double> topicTau = Map.of();
        private Map<String, Double> topicWeights = Map.of();
        private @Nullable Integer n;
        private int testLen = 30;
        private @Nullable Integer iters;
        private double alpha = 0.6;
        private ThetaDistribution theta = new ThetaDistribution.Normal(0, 1);
        private double floor = 0.02;
        private double ceil = 1;
        private long seed;
        private Method method = Method.DAMPED;
        private @Nullable Rejection rejection;
        private Ability ability = Ability.TRUE;
        private Generator generator = Generator.DEFAULT;
        private int threads = 1;
        private int verifyN = 100_000;
        private boolean untilConverged;
        private EapGrid eap = EapGrid.STANDARD;
        private ThetaGrid grid = ThetaGrid.STANDARD;

        private Builder() {}

        public Builder tau(double tau) {
            this.tau = tau;
            return this;
        }

        public Builder topicTau(Map<String, Double> topicTau) {
            this.topicTau = topicTau;
            return this;
        }

        public Builder topicWeights(Map<String, Double> topicWeights) {
            this.topicWeights = topicWeights;
            return this;
        }

        public Builder n(int n) {
            this.n = n;
            return this;
        }

        public Builder testLen(int testLen) {
            this.testLen = testLen;
            return this;
        }

        public Builder iters(int iters) {
            this.iters = iters;
            return this;
        }

        public Builder alpha(double alpha) {
            this.alpha = alpha;
            return this;
        }

        public Builder theta(ThetaDistribution theta) {
            this.theta = theta;
            return this;
        }

        public Builder floor(double floor) {
            this.floor = floor;
            return this;
        }

        public Builder ceil(double ceil) {
            this.ceil = ceil;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        public Builder method(Method method) {
            this.method = method;
            return this;
        }

        /** Null for the method's own: reconsider for damped, block for the others. */
        public Builder rejection(@Nullable Rejection rejection) {
            this.rejection = rejection;
            return this;
        }

        public Builder ability(Ability ability) {
            this.ability = ability;
            return this;
        }

        public Builder generator(Generator generator) {
            this.generator = generator;
            return this;
        }

        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        public Builder verifyN(int verifyN) {
            this.verifyN = verifyN;
            return this;
        }

        public Builder untilConverged(boolean untilConverged) {
            this.untilConverged = untilConverged;
            return this;
        }

        public Builder eap(EapGrid eap) {
            this.eap = eap;
            return this;
        }

        public Builder grid(ThetaGrid grid) {
            this.grid = grid;
            return this;
        }

        /**
         * Refuses what cannot be run.
         *
         * @throws IllegalArgumentException naming field, allowed and given
         */
        public Plan build() {
            boolean damped = method == Method.DAMPED;
            int candidates = n != null ? n : damped ? 500 : 10_000;
            boolean open = method == Method.EXACT || (damped && untilConverged);
            int iterations = iters != null ? iters : open ? 200 : damped ? 6 : 30;
            Rejection rejected = rejection != null ? rejection : damped ? Rejection.RECONSIDER : Rejection.BLOCK;
            return new Plan(
                    tau,
                    topicTau,
                    topicWeights,
                    candidates,
                    testLen,
                    iterations,
                    alpha,
                    theta,
                    floor,
                    ceil,
                    seed,
                    method,
                    rejected,
                    ability,
                    generator,
                    threads,
                    verifyN,
                    untilConverged,
                    eap,
                    grid);
        }
    }
}
