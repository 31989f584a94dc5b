package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.rng.NormalQuantile;
import io.qbank.exposure.calibrator.engine.simulation.Population;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Abilities of the people the exam is for. Immutable. */
public sealed interface ThetaDistribution {
    /** The text that {@link #parse} reads back. */
    String wire();

    /** Draws abilities, one candidate at a time. */
    Population population();

    /** The ability below which a share p of the candidates lies, 0 &lt; p &lt; 1. */
    double quantile(double p);

    /** The distribution as weighted nodes; weights sum to 1. */
    List<Node> nodes(ThetaGrid grid);

    /**
     * Reads {@code normal0,1} and whatever else began with normal in v7 (always N(0, 1), as there), {@code uniform} (-1 to 1),
     * {@code point} (0), {@code normal:MEAN,SD}, {@code uniform:LOW,HIGH}, {@code histogram:THETA=WEIGHT,...}.
     *
     * @throws IllegalArgumentException naming the forms and what was given
     */
    static ThetaDistribution parse(String text) {
        return ThetaForms.parse(text);
    }

    /** An ability and the share of candidates that have it. */
    record Node(double theta, double weight) {
        public Node {
            if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
                throw Check.refused("theta_dist weight", "a finite number, at least 0", weight);
            }
        }
    }

    /**
     * A bell curve.
     *
     * <p>Mean in [-20, 20], sd in (0, 20]; anything else is refused.
     */
    record Normal(double mean, double sd) implements ThetaDistribution {
        public Normal {
            Check.within("theta_dist mean", mean, -20, 20);
            Check.above("theta_dist sd", sd, 0, 20);
        }

        @Override
        public String wire() {
            return mean == 0 && sd == 1 ? "normal0,1" : "normal:" + mean + "," + sd;
        }

        @Override
        public Population population() {
            return draws -> draws.gaussian(mean, sd);
        }

        @Override
        public double quantile(double p) {
            return mean + sd * NormalQuantile.of(p);
        }

        /** The grid is in standard deviations from the mean. */
        @Override
        public List<Node> nodes(ThetaGrid grid) {
            List<Node> nodes = IntStream.range(0, grid.nodes())
                    .mapToDouble(grid::at)
                    .mapToObj(z -> new Node(mean + sd * z, StrictMath.exp(-z * z / 2)))
                    .toList();
            return normalized(nodes);
        }
    }

    /**
     * Each ability between the ends equally often.
     *
     * <p>Refused unless -20 &lt;= low &lt; high &lt;= 20.
     */
    record Uniform(double low, double high) implements ThetaDistribution {
        public Uniform {
            Check.within("theta_dist low", low, -20, 20);
            Check.above("theta_dist high", high, low, 20);
        }

        @Override
        public String wire() {
            return low == -1 && high == 1 ? "uniform" : "uniform:" + low + "," + high;
        }

        @Override
        public Population population() {
            return draws -> low + (high - low) * draws.uniform();
        }

        @Override
        public double quantile(double p) {
            return low + (high - low) * p;
        }

        /** Midpoints of as many equal parts as the grid has nodes. */
        @Override
        public List<Node> nodes(ThetaGrid grid) {
            int count = grid.nodes();
            return normalized(IntStream.range(0, count)
                    .mapToObj(i -> new Node(low + (high - low) * (i + 0.5) / count, 1))
                    .toList());
        }
    }

    /** Everybody has the same ability. */
    record Point(double theta) implements ThetaDistribution {
        public Point {
            if (theta != 0) {
                throw Check.refused("theta_dist point", "at 0", theta);
            }
        }

        @Override
        public String wire() {
            return "point";
        }

        @Override
        public Population population() {
            return draws -> theta;
        }

        @Override
        public double quantile(double p) {
            return theta;
        }

        @Override
        public List<Node> nodes(ThetaGrid grid) {
            return List.of(new Node(theta, 1));
        }
    }

    /**
     * An observed population. Nodes are kept in order of theta; weights need not sum to 1.
     *
     * <p>At least one weight is above 0; anything else is refused.
     */
    record Histogram(List<Node> bars) implements ThetaDistribution {
        public Histogram {
            bars.forEach(bar -> Check.within("theta_dist theta", bar.theta(), -20, 20));
            bars = bars.stream().sorted(Comparator.comparingDouble(Node::theta)).toList();
            double total = bars.stream().mapToDouble(Node::weight).sum();
            if (!(total > 0 && total <= Double.MAX_VALUE)) {
                throw Check.refused("theta_dist weights", "above 0 in sum, and finite", total);
            }
        }

        @Override
        public String wire() {
            return bars.stream()
                    .map(bar -> bar.theta() + "=" + bar.weight())
                    .collect(Collectors.joining(",", "histogram:", ""));
        }

        @Override
        public Population population() {
            List<Node> shares = normalized(bars);
            return Population.weighted(
                    shares.stream().mapToDouble(Node::theta).toArray(),
                    shares.stream().mapToDouble(Node::weight).toArray());
        }

        @Override
        public double quantile(double p) {
            double below = 0;
            for (Node bar : normalized(bars)) {
                below += bar.weight();
                if (p <= below) {
                    return bar.theta();
                }
            }
            return bars.get(bars.size() - 1).theta();
        }

        @Override
        public List<Node> nodes(ThetaGrid grid) {
            return normalized(bars);
        }
    }

    private static List<Node> normalized(List<Node> nodes) {
        double total = 0;
        for (Node node : nodes) {
            total += node.weight();
        }
        double sum = total;
        return nodes.stream()
                .map(node -> new Node(node.theta(), node.weight() / sum))
                .toList();
    }
}
