package io.qbank.exposure.demo;

import java.nio.file.Path;

/** Keeps the log out of what is printed. Must be told before the first logger wakes; what the user has set stays. */
final class Logging {
    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String CONSOLE = "qbank-console-logback.xml";

    private Logging() {}

    /** Errors only, on standard error. */
    static void toConsole() {
        if (System.getProperty(CONFIGURATION) == null) System.setProperty(CONFIGURATION, CONSOLE);
    }

    /**
     * To a file in a data directory.
     *
     * @return that file
     */
    static Path toFile(Path directory) {
        Path log = directory.resolve("qbank.log");
        System.setProperty("qbank.log", log.toString());
        if (CONSOLE.equals(System.getProperty(CONFIGURATION)))
            System.setProperty(CONFIGURATION, "qbank-file-logback.xml");
        return log;
    }
}
