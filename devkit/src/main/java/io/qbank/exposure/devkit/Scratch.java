package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for a while: gone, with all that is in it, when it is closed. Whoever wrote there has stopped by then. */
public record Scratch(Path directory) implements AutoCloseable {
    /**
     * Makes one among the system's temporary directories, with a name of its own.
     *
     * @param prefix what the name begins with
     */
    public static Scratch named(String prefix) {
        try {
            return new Scratch(Files.createTempDirectory(prefix));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot create a temporary directory", unwritable);
        }
    }

    /** @throws UncheckedIOException naming the directory, if something stays */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException("cannot remove " + directory, left);
        }
    }
}
