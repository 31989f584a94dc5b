package io.qbank.exposure.schemas.command;

import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.regex.Pattern;

/** What theta_dist may say: its form, and its numbers. */
final class ThetaDist {
    private static final String FIELD = "theta_dist";
    private static final int LONGEST = 100_000;
    private static final double FARTHEST = 20;
    private static final String NUMBER = " *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)? *";
    private static final String ANYTHING = "[^:\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*";
    private static final Pattern FORM = Pattern.compile("normal" + ANYTHING + "|uniform" + ANYTHING
            + "|point|(normal|uniform):" + NUMBER + "," + NUMBER + "|histogram:[-+0-9.eE=, ]+");

    private ThetaDist() {}

    /** @throws InvalidMessageException if no calibration could draw from it */
    static void require(String text) {
        Require.text(FIELD, text, LONGEST);
        if (!FORM.matcher(text).matches()) throw refused(text);
        int colon = text.indexOf(':');
        if (colon < 0) return;
        String arguments = text.substring(colon + 1);
        switch (text.substring(0, colon)) {
            case "normal" -> {
                double[] pair = pair(arguments, ",", text);
                check(Math.abs(pair[0]) <= FARTHEST, "mean must be in [-20, 20]", pair[0]);
                check(pair[1] > 0 && pair[1] <= FARTHEST, "sd must be in (0, 20]", pair[1]);
            }
            case "uniform" -> {
                double[] pair = pair(arguments, ",", text);
                check(Math.abs(pair[0]) <= FARTHEST, "low must be in [-20, 20]", pair[0]);
                check(
                        pair[1] > pair[0] && pair[1] <= FARTHEST,
                        "high must be above low (" + pair[0] + ") and at most 20",
                        pair[1]);
            }
            default -> histogram(arguments, text);
        }
    }

    private static void histogram(String bars, String text) {
        double total = 0;
        for (String bar : bars.split(",", -1)) {
            double[] pair = pair(bar, "=", text);
            check(Math.abs(pair[0]) <= FARTHEST, "theta must be in [-20, 20]", pair[0]);
            check(pair[1] >= 0 && pair[1] <= Double.MAX_VALUE, "weight must be finite and at least 0", pair[1]);
            total += pair[1];
        }
        check(total > 0 && total <= Double.MAX_VALUE, "weights must be finite and above 0 in sum", total);
    }

    private static void check(boolean allowed, String what, double given) {
        if (!allowed) throw new InvalidMessageException(FIELD, FIELD + ' ' + what + ", was " + given);
    }

    private static double[] pair(String text, String between, String whole) {
        String[] parts = text.split(between, -1);
        if (parts.length != 2) throw refused(whole);
        try {
            return new double[] {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())};
        } catch (NumberFormatException malformed) {
            throw refused(whole);
        }
    }

    private static InvalidMessageException refused(String text) {
        return new InvalidMessageException(
                FIELD,
                "theta_dist must be normal0,1, uniform, point, normal:MEAN,SD, uniform:LOW,HIGH or histogram:THETA=WEIGHT,…, was "
                        + Require.shown(text));
    }
}
