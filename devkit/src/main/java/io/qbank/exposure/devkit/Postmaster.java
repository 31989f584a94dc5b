package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Reads {@code postmaster.pid}: line 1 is the process, line 4 the port (PostgreSQL's documentation, storage-file-layout). */
final class Postmaster {
    private static final int PORT_LINE = 3;
    private static final long GONE_WITHIN_SECONDS = 20;

    private Postmaster() {}

    /** SIGKILL to the server that runs on the directory, if one does, and to all that it has started. */
    static void killOn(Path data) {
        try {
            server(lines(data)).ifPresent(Postmaster::kill);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read whom to kill in " + data, unreadable);
        }
    }

    /** The parent first, so that it sees no child die and has nothing to mend. */
    private static void kill(ProcessHandle server) {
        List<ProcessHandle> children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        server.onExit().orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS).join();
        children.forEach(child ->
                child.onExit().orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS).join());
    }

    /** The port of the server that still runs on the directory, if one does. */
    static OptionalInt runningOn(Path data) throws IOException {
        List<String> lines = lines(data);
        return lines.size() > PORT_LINE && server(lines).isPresent()
                ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).trim()))
                : OptionalInt.empty();
    }

    /** The server that wrote the file, if it still runs: the file stays when it is killed, and its number goes to others. */
    private static Optional<ProcessHandle> server(List<String> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                        .filter(handle -> handle.info()
                                .command()
                                .filter(command -> command.endsWith("postgres"))
                                .isPresent());
    }

    private static List<String> lines(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
