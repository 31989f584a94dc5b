package io.qbank.exposure.calibrator.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that is either the old one or the whole new one; what a link leads to is written in place. That it can be written is
 * tried before the run: nobody wants to learn of a misspelled folder after an hour of simulation.
 */
public final class OutputFile {
    /** As many links in a row as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final String flag;
    private final Path path;

    private OutputFile(String flag, Path path) {
        this.flag = flag;
        this.path = path;
    }

    /**
     * The file that a path leads to, also by way of a link to one that is not there yet.
     *
     * @throws CannotException if the folder does not exist or cannot be written, or the path is a directory
     */
    public static OutputFile at(String flag, Path given) {
        return at(flag, given, MOST_LINKS);
    }

    private static OutputFile at(String flag, Path given, int links) {
        if (Files.isDirectory(given)) throw new CannotException(flag + " must be a file, was the directory " + given);
        Path absolute = given.toAbsolutePath();
        Path folder = absolute.resolveSibling(".");
        if (!Files.isDirectory(folder))
            throw new CannotException(
                    flag + " must be in an existing folder, was " + given + " (no folder " + folder.normalize() + ")");
        try {
            // as the system walks it: after a link, .. is not what it seems
            Path path = folder.toRealPath().resolve(absolute.getFileName());
            if (links > 0 && Files.isSymbolicLink(path) && !Files.exists(path))
                return at(flag, path.resolveSibling(Files.readSymbolicLink(path)), links - 1);
            OutputFile file = new OutputFile(flag, path);
            file.tryIt();
            return file;
        } catch (IOException unreadable) {
            throw new CannotException("cannot write " + flag + " " + given + ": " + unreadable, unreadable);
        }
    }

    /** Absolute, its folder without links. */
    Path path() {
        return path;
    }

    /** What is written to in the end, by whatever name: two of the same are one file. */
    static Path behind(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) { // or a pipe, which has no name
            return path.toAbsolutePath().normalize();
        }
    }

    String flag() {
        return flag;
    }

    /**
     * Makes this the whole file.
     *
     * @throws CannotException if it cannot be written
     */
    public void write(String text) {
        try {
            if (isInPlace()) Files.writeString(path, text);
            else replaceBy(text);
        } catch (IOException failed) {
            throw cannot(failed);
        }
    }

    private void tryIt() {
        try {
            if (isInPlace()) {
                if (!Files.isWritable(path)) throw new IOException("not writable");
            } else Files.delete(newSibling());
        } catch (IOException failed) {
            throw cannot(failed);
        }
    }

    /** A link, a pipe or a device such as /dev/stdout must stay what it is. */
    private boolean isInPlace() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void replaceBy(String text) throws IOException {
        Path part = newSibling();
        try {
            Files.writeString(part, text);
            move(part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Not createTempFile: only its owner can read such a file, also after the move. */
    private Path newSibling() throws IOException {
        return Files.createFile(path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".part"));
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private CannotException cannot(IOException cause) {
        return new CannotException("cannot write " + flag + " " + path + ": " + cause, cause);
    }
}
