package io.qbank.exposure.calibrator.engine.rng;

/**
 * CPython's {@code random} module: MT19937 [1] seeded by {@code init_by_array}, 53-bit doubles, and {@code gauss} with its second
 * value kept for the next call. One thread.
 *
 * <p>[1] Matsumoto, Nishimura (1998), Mersenne Twister, ACM TOMACS 8(1).
 */
public final class PythonRandom implements Draws {
    private static final int N = 624;
    private static final int M = 397;
    private final int[] state = new int[N];
    private int index;
    private double kept = Double.NaN;

    /** As {@code random.seed(seed)}, which takes the absolute value. */
    public PythonRandom(long seed) {
        long magnitude = Math.abs(seed); // of Long.MIN_VALUE: 2^63 as unsigned, which is right
        int low = (int) magnitude;
        int high = (int) (magnitude >>> 32);
        initByArray(high == 0 ? new int[] {low} : new int[] {low, high});
    }

    /** {@code random.random()}. */
    @Override
    public double uniform() {
        int high = next() >>> 5;
        int low = next() >>> 6;
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
    }

    /** {@code random.gauss(mean, sd)}. */
    @Override
    public double gaussian(double mean, double sd) {
        double z = kept;
        kept = Double.NaN;
        if (Double.isNaN(z)) {
            double angle = uniform() * (2.0 * Math.PI);
            double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - uniform()));
            z = StrictMath.cos(angle) * radius;
            kept = StrictMath.sin(angle) * radius;
        }
        return mean + z * sd;
    }

    /** {@code random.random() <= k}, as v7 compared. */
    @Override
    public boolean passes(double k) {
        return uniform() <= k;
    }

    private void initByArray(int[] key) {
        state[0] = 19650218;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        int i = 1;
        int j = 0;
        for (int left = Math.max(N, key.length); left > 0; left--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525)) + key[j] + j;
            j = j + 1 == key.length ? 0 : j + 1;
            i = afterInit(i);
        }
        for (int left = N - 1; left > 0; left--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941)) - i;
            i = afterInit(i);
        }
        state[0] = 0x80000000;
        index = N;
    }

    private int afterInit(int i) {
        if (i + 1 < N) {
            return i + 1;
        }
        state[0] = state[N - 1];
        return 1;
    }

    private int next() {
        if (index == N) {
            twist();
        }
        int y = state[index++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        index = 0;
    }
}
