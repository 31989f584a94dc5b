package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory that runs out of room when told to. Root gets a small file system in memory, which is then filled to the last
 * byte; anybody else a limit of file size on the process that writes there, which fails its writes likewise.
 */
public final class FullDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final String FILLER = "filler";
    private final Path directory;
    private final boolean mounted;
    private final String whyNot;

    private FullDisk(Path directory, String whyNot) {
        this.directory = directory;
        this.whyNot = whyNot;
        this.mounted = whyNot.isEmpty();
    }

    /**
     * Prepares it, with room.
     *
     * @param mebibytes of room where a file system can be mounted
     */
    public static FullDisk on(Path directory, int mebibytes) {
        try {
            Files.createDirectories(directory);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot create " + directory, unwritable);
        }
        String failed = Commands.attempt(
                "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", directory.toString());
        FullDisk disk = new FullDisk(directory, failed);
        if (disk.mounted) Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "disk-unmount"));
        return disk;
    }

    /** How writes are made to fail: for the report. */
    public String means() {
        return mounted
                ? "a full file system in memory"
                : "a limit of file size on the process, since no file system could be mounted (" + whyNot + ")";
    }

    /** Whether whoever starts in the directory while it is full finds no room either. */
    public boolean outlivesItsWriter() {
        return mounted;
    }

    /** From now on writing fails. */
    public void fill(ChildProcess writer) {
        if (!mounted) limit(writer, "0");
        else
            try (OutputStream out = Files.newOutputStream(directory.resolve(FILLER))) {
                byte[] nothing = new byte[MIB / 16];
                while (true) out.write(nothing);
            } catch (IOException full) {
                return;
            }
    }

    /** There is room again. */
    public void free(ChildProcess writer) {
        if (!mounted) {
            if (writer.alive()) limit(writer, "unlimited");
            return;
        }
        try {
            Files.deleteIfExists(directory.resolve(FILLER));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot free " + directory, failed);
        }
    }

    @Override
    public void close() {
        // lazily: whoever still writes there has lost it anyway
        if (mounted) Commands.attempt("umount", "-l", directory.toString());
    }

    /** Only the soft limit, so that it can be taken back. */
    private static void limit(ChildProcess writer, String size) {
        Commands.run("prlimit", "--pid", Long.toString(writer.pid()), "--fsize=" + size + ":unlimited");
    }
}
