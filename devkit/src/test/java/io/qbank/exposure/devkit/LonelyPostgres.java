package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that starts PostgreSQL, says its address, and is killed before it could stop it. */
final class LonelyPostgres {
    private LonelyPostgres() {}

    /** Runs in the other process. */
    public static void main(String[] arguments) throws InterruptedException {
        DevPostgres postgres = DevPostgres.start(Path.of(arguments[0]), 0);
        System.out.println(postgres.url());
        Thread.currentThread().join();
    }

    /**
     * Starts the other process and kills it.
     *
     * @return the address at which PostgreSQL still answers
     */
    static String leaveBehind(Path directory) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LonelyPostgres.class.getName(),
                directory.toString());
        try {
            Process parent = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var said = parent.inputReader(StandardCharsets.UTF_8)) {
                return said.lines()
                        .filter(line -> line.startsWith("jdbc:"))
                        .findFirst()
                        .orElseThrow();
            } finally {
                parent.destroyForcibly().waitFor();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
