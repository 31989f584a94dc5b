package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.ThetaDistribution.Histogram;
import io.qbank.exposure.calibrator.engine.ThetaDistribution.Node;
import io.qbank.exposure.calibrator.engine.ThetaDistribution.Normal;
import io.qbank.exposure.calibrator.engine.ThetaDistribution.Point;
import io.qbank.exposure.calibrator.engine.ThetaDistribution.Uniform;
import java.util.ArrayList;
import java.util.List;

/** Reads theta_dist. v7 looked only at how the text begins, and took everything it did not know for point; that is refused. */
final class ThetaForms {
    private static final String ALLOWED = "one of normal0,1, uniform, point, normal:MEAN,SD, uniform:LOW,HIGH,"
            + " histogram:THETA=WEIGHT,THETA=WEIGHT,...";

    private ThetaForms() {}

    static ThetaDistribution parse(String text) {
        int colon = text.indexOf(':');
        String form = colon < 0 ? text : text.substring(0, colon);
        String arguments = colon < 0 ? "" : text.substring(colon + 1);
        if (colon < 0 && form.startsWith("normal")) {
            return new Normal(0, 1);
        }
        if (colon < 0 && form.startsWith("uniform")) {
            return new Uniform(-1, 1);
        }
        if (text.equals("point")) {
            return new Point(0);
        }
        return switch (form) {
            case "normal" -> {
                double[] pair = numbers(arguments, 2, text);
                yield new Normal(pair[0], pair[1]);
            }
            case "uniform" -> {
                double[] pair = numbers(arguments, 2, text);
                yield new Uniform(pair[0], pair[1]);
            }
            case "histogram" -> new Histogram(bars(arguments, text));
            default -> throw refused(text);
        };
    }

    private static List<Node> bars(String arguments, String text) {
        List<Node> bars = new ArrayList<>();
        for (String bar : arguments.split(",", -1)) {
            double[] pair = numbers(bar.replace('=', ','), 2, text);
            bars.add(new Node(pair[0], pair[1]));
        }
        return bars;
    }

    private static double[] numbers(String list, int count, String text) {
        String[] parts = list.split(",", -1);
        if (parts.length != count) {
            throw refused(text);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException notANumber) {
                throw refused(text);
            }
        }
        return numbers;
    }

    private static IllegalArgumentException refused(String text) {
        return Check.refused("theta_dist", ALLOWED, Check.shown(text));
    }
}
