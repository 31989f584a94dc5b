package io.qbank.exposure.demo.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The key of a data directory's tokens: drawn at its first start, readable by its owner only. */
public final class Secret {
    private static final String FILE = "secret";
    private static final int BYTES = 48;

    private Secret() {}

    /** The directory's secret, drawn if it has none. Marks it as the one in use. */
    public static String of(Path directory, Clock clock) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, draw());
            } catch (FileAlreadyExistsException drawnBefore) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            }
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep a secret in " + file, failed);
        }
    }

    /** Of several directories the secret of the one that was started last, if any was. */
    public static Optional<String> latest(List<Path> directories) {
        return directories.stream()
                .map(directory -> directory.resolve(FILE))
                .filter(Files::exists)
                .max(Comparator.comparing(Secret::used))
                .map(Secret::read);
    }

    private static String draw() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
