package io.qbank.exposure.devkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code postmaster.pid}: line 1 is the process, line 4 the port (PostgreSQL's documentation, storage-file-layout). */
final class Postmaster {
    private static final int PORT_LINE = 3;

    private Postmaster() {}

    /** The port of the server that still runs on the directory, if one does. */
    static OptionalInt runningOn(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) return OptionalInt.empty();
        List<String> lines = Files.readAllLines(file);
        if (lines.size() <= PORT_LINE) return OptionalInt.empty();
        long process = Long.parseLong(lines.get(0).trim());
        boolean postgres = ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        return postgres ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).trim())) : OptionalInt.empty();
    }
}
