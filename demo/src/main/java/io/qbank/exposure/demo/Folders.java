package io.qbank.exposure.demo;

import java.nio.file.Path;
import java.util.List;

/** Where data is kept when nobody says where: below {@code data} in the directory of the {@code qbank} script. */
final class Folders {
    private static final Path ROOT = Path.of(System.getProperty("qbank.data", "data"));
    static final Path DEMO = ROOT.resolve("demo");
    static final Path INFRA = ROOT.resolve("infra");

    private Folders() {}

    static List<Path> all() {
        return List.of(DEMO, INFRA);
    }
}
