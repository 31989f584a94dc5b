package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Short programs of the operating system. */
final class Commands {
    private static final long PATIENCE_SECONDS = 20;

    private Commands() {}

    /** @throws IllegalStateException with what it printed, if it did not end with 0 */
    static void run(String... command) {
        String said = attempt(command);
        if (!said.isEmpty()) throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }

    /** Runs it; empty when it ended with 0, else what it printed. */
    static String attempt(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "did not end within " + PATIENCE_SECONDS + " s";
            }
            return process.exitValue() == 0 ? "" : "status " + process.exitValue() + " " + said.strip();
        } catch (IOException missing) {
            throw new UncheckedIOException("cannot run " + command[0], missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
