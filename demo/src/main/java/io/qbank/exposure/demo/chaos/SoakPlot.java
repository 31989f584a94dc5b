package io.qbank.exposure.demo.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of a soak as a picture: what each process holds, over time, from zero on. */
final class SoakPlot {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 130;
    private static final int GAP_X = 60;
    private static final int GAP_Y = 60;
    private static final int COLUMNS = 3;
    private static final int LEGEND = 30;
    private static final String[] COLORS = {"#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#009e73", "#9acd8c"};
    private static final List<Panel> PANELS = List.of(
            new Panel("resident memory, MB", 2, 1 << 20),
            new Panel("open files and sockets", 3, 1),
            new Panel("threads", 4, 1),
            new Panel("state of the counter, MB", 5, 1 << 20),
            new Panel("disk of brokers and database, GB", 6, 1 << 30),
            new Panel("events not yet counted, thousands", 7, 1_000));

    private SoakPlot() {}

    /** One picture: a column of the rows, divided by its unit. */
    private record Panel(String title, int column, double unit) {}

    /** A moment, and what was seen. */
    private record Point(double second, double value) {}

    /** Draws the rows of a file as SVG. */
    static void draw(Path csv, Path svg) throws IOException {
        List<String[]> rows = Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        int height = LEGEND + (PANELS.size() + COLUMNS - 1) / COLUMNS * (HEIGHT + GAP_Y);
        StringBuilder picture = new StringBuilder();
        put(
                picture,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n",
                COLUMNS * (WIDTH + GAP_X),
                height);
        picture.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        legend(picture, series(rows, PANELS.get(0)));
        for (int at = 0; at < PANELS.size(); at++) {
            put(
                    picture,
                    "<g transform=\"translate(%d %d)\">%n",
                    GAP_X * 2 / 3 + at % COLUMNS * (WIDTH + GAP_X),
                    LEGEND + GAP_Y / 2 + at / COLUMNS * (HEIGHT + GAP_Y));
            panel(picture, PANELS.get(at), series(rows, PANELS.get(at)));
            picture.append("</g>\n");
        }
        Files.writeString(svg, picture.append("</svg>\n"));
    }

    private static Map<String, List<Point>> series(List<String[]> rows, Panel panel) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        for (String[] row : rows) {
            List<Point> points = series.computeIfAbsent(row[1], first -> new ArrayList<>());
            if (!row[panel.column()].isEmpty())
                points.add(
                        new Point(Double.parseDouble(row[0]), Double.parseDouble(row[panel.column()]) / panel.unit()));
        }
        return series;
    }

    private static void legend(StringBuilder picture, Map<String, List<Point>> series) {
        int at = 0;
        for (String process : series.keySet()) {
            put(
                    picture,
                    "<text x=\"%d\" y=\"18\" fill=\"%s\">%s</text>%n",
                    GAP_X * 2 / 3 + at * 160,
                    COLORS[at % COLORS.length],
                    process);
            at++;
        }
    }

    private static void panel(StringBuilder picture, Panel panel, Map<String, List<Point>> series) {
        double most = series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::value)
                .max()
                .orElse(1);
        double last = series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::second)
                .max()
                .orElse(1);
        double top = Math.max(most * 1.1, 1e-9);
        put(picture, "<text x=\"0\" y=\"-8\">%s</text>%n", panel.title());
        put(
                picture,
                "<path d=\"M0 0V%d H%d\" fill=\"none\" stroke=\"#999\"/>%n<text x=\"-4\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                HEIGHT,
                WIDTH,
                HEIGHT * (1 - most / top) + 4,
                most < 10 ? String.format(Locale.ROOT, "%.1f", most) : String.format(Locale.ROOT, "%.0f", most));
        put(
                picture,
                "<text x=\"-4\" y=\"%d\" text-anchor=\"end\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f min</text>%n",
                HEIGHT + 4,
                WIDTH,
                HEIGHT + 14,
                last / 60);
        int at = 0;
        for (List<Point> points : series.values()) {
            StringBuilder line = new StringBuilder();
            for (Point point : points)
                put(line, "%.1f,%.1f ", point.second() / last * WIDTH, HEIGHT * (1 - Math.max(0, point.value()) / top));
            put(picture, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>%n", line, COLORS[at++ % COLORS.length]);
        }
    }

    private static void put(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
