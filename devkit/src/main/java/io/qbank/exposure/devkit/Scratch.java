package io.qbank.exposure.demo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the time of a bench. */
record Scratch(Path directory) implements AutoCloseable {
    static Scratch named(String prefix) {
        try {
            return new Scratch(Files.createTempDirectory(prefix));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot create a temporary directory", unwritable);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException("cannot remove " + directory, left);
        }
    }
}
