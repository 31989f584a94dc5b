package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of a data directory, kept in a file beside the data: a broker that comes back under another address is a
 * stranger to its clients and to its own log.
 */
public final class Ports {
    /** Below the range from which systems take the ports of outgoing connections: a port we leave for a restart stays free. */
    private static final int LOW = 20_000;

    private static final int HIGH = 32_000;
    /** What this process was given before: its owner may not listen there yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Properties known = new Properties();

    private Ports(Path file) {
        this.file = file;
    }

    /** Reads what an earlier start has chosen, if there was one. */
    static Ports of(Path directory) {
        Ports ports = new Ports(directory.resolve("ports.properties"));
        try {
            Files.createDirectories(directory);
            if (Files.exists(ports.file)) {
                try (var in = Files.newInputStream(ports.file)) {
                    ports.known.load(in);
                }
            }
            return ports;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + ports.file, unreadable);
        }
    }

    /** The port asked for; for 0 the one used before, or a free one. It is remembered. */
    int choose(String name, int asked) {
        String before = known.getProperty(name);
        int port = asked != 0 ? asked : before != null ? Integer.parseInt(before) : free();
        known.setProperty(name, Integer.toString(port));
        try (var out = Files.newOutputStream(file)) {
            known.store(out, "Chosen at the first start; remove the directory to choose again");
            return port;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }

    /** A port of 127.0.0.1 on which nobody listens now, and that was given to nobody else in this process. */
    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOW, HIGH);
            if (isFree(port) && GIVEN.add(port)) return port;
        }
        throw new IllegalStateException("no free port in " + LOW + " to " + HIGH);
    }

    /**
     * Makes sure that nobody listens on a port of 127.0.0.1.
     *
     * @param who wants it, for the message
     * @throws PortInUseException if somebody does
     */
    public static void requireFree(String who, int port) {
        if (!isFree(port)) throw new PortInUseException(who, port);
    }

    /**
     * Binds and does not listen: a process that is being started at this moment holds a copy of every socket of ours for some
     * milliseconds after we have closed it, and two that listen exclude each other where two that are bound do not.
     */
    private static boolean isFree(int port) {
        try (Socket probe = new Socket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
