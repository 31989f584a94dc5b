package io.qbank.exposure.calibrator.engine.rng;

/**
 * Inverse of the standard normal distribution function, relative error about 1e-16: algorithm AS 241, PPND16 [1], whose coefficients
 * stand below, rounded to doubles, lowest power first.
 *
 * <p>[1] Wichura (1988), The percentage points of the normal distribution, Applied Statistics 37(3).
 */
public final class NormalQuantile {
    private static final double[] CENTRAL_TOP = {
        3.3871328727963665,
        133.14166789178438,
        1971.5909503065513,
        13731.69376550946,
        45921.95393154987,
        67265.7709270087,
        33430.57558358813,
        2509.0809287301227
    };
    private static final double[] CENTRAL_BOTTOM = {
        1.0,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852546
    };
    private static final double[] NEAR_TOP = {
        1.4234371107496835,
        4.630337846156546,
        5.769497221460691,
        3.6478483247632045,
        1.2704582524523684,
        0.2417807251774506,
        0.022723844989269184,
        0.0007745450142783414
    };
    private static final double[] NEAR_BOTTOM = {
        1.0,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169e-09
    };
    private static final double[] FAR_TOP = {
        6.657904643501103,
        5.463784911164114,
        1.7848265399172913,
        0.29656057182850487,
        0.026532189526576124,
        0.0012426609473880784,
        2.7115555687434876e-05,
        2.0103343992922881e-07
    };
    private static final double[] FAR_BOTTOM = {
        1.0,
        0.599832206555888,
        0.1369298809227358,
        0.014875361290850615,
        0.0007868691311456133,
        1.8463183175100548e-05,
        1.421511758316446e-07,
        2.0442631033899397e-15
    };

    private NormalQuantile() {}

    /**
     * The z with P(Z &lt; z) = p; infinite at the ends.
     *
     * @param p in [0, 1]
     */
    public static double of(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            return q * ratio(CENTRAL_TOP, CENTRAL_BOTTOM, 0.180625 - q * q);
        }
        double tail = q < 0 ? p : 1 - p;
        if (tail <= 0) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = StrictMath.sqrt(-StrictMath.log(tail));
        double z = r <= 5 ? ratio(NEAR_TOP, NEAR_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5);
        return q < 0 ? -z : z;
    }

    private static double ratio(double[] top, double[] bottom, double r) {
        double above = top[7];
        double below = bottom[7];
        for (int power = 6; power >= 0; power--) {
            above = above * r + top[power];
            below = below * r + bottom[power];
        }
        return above / below;
    }
}
