package io.qbank.exposure.demo.bench;

import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a bench found, by name and in the order it was found, printed as it comes. One thread. */
final class Figures {
    private final PrintStream out;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Figures(PrintStream out) {
        this.out = out;
    }

    void say(String name, Object value) {
        figures.put(name, value);
        String shown = value instanceof Double ratio ? String.format(Locale.ROOT, "%.3f", ratio) : value.toString();
        out.printf("%-45s %s%n", name, shown);
    }

    /** What is no figure. */
    void remark(String line) {
        out.println(line);
    }

    boolean has(String name) {
        return figures.containsKey(name);
    }

    /** NaN for what was not found. */
    double number(String name) {
        return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    void write(Path json) throws IOException {
        Files.write(json, Json.bytes(figures));
    }
}
