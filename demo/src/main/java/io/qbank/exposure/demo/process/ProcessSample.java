package io.qbank.exposure.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds at one moment, as Linux tells it; −1 for what cannot be read.
 *
 * @param resident memory, bytes
 * @param mostResident the most there was, bytes
 * @param handles open files, sockets among them
 * @param state bytes of files in its directory of state
 */
public record ProcessSample(long resident, long mostResident, long handles, long threads, long state) {
    /** Looks now. */
    public static ProcessSample of(long pid, Path state) {
        Path process = Path.of("/proc", Long.toString(pid));
        return new ProcessSample(
                kilobytes(process, "VmRSS:"),
                kilobytes(process, "VmHWM:"),
                count(process.resolve("fd")),
                status(process, "Threads:"),
                size(state));
    }

    /** Bytes of all files below; some come and go while they are summed. */
    public static long size(Path directory) {
        if (!Files.isDirectory(directory)) return 0;
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ProcessSample::length)
                    .sum();
        } catch (IOException | UncheckedIOException moving) {
            return -1;
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long count(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        } catch (IOException gone) {
            return -1;
        }
    }

    private static long kilobytes(Path process, String name) {
        long value = status(process, name);
        return value < 0 ? value : value << 10;
    }

    private static long status(Path process, String name) {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException gone) {
            return -1;
        }
    }
}
