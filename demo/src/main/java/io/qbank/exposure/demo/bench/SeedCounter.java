package io.qbank.exposure.demo.bench;

import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A counter the way v7 counts: for each event one round trip to a Redis, {@code MULTI INCR EXPIRE EXEC} on the item's key of
 * the day. It removes no duplicates and may count an event twice after a crash; it is here for its speed. The Redis is a
 * process of its own on this machine that keeps nothing on disk. One thread.
 */
final class SeedCounter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** +OK, twice +QUEUED, *2 and two numbers. */
    private static final int REPLY_LINES = 6;

    private final Process redis;
    private final Socket socket;
    private final InputStream in;

    private SeedCounter(Process redis, Socket socket) throws IOException {
        this.redis = redis;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Starts a Redis, where there is one on this machine. */
    static Optional<SeedCounter> start(Path directory) {
        int port = Ports.free();
        Process redis;
        try {
            redis = new ProcessBuilder(
                            "redis-server",
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noRedisHere) {
            return Optional.empty();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(redis::destroy));
        try {
            return Optional.of(new SeedCounter(redis, connect(port)));
        } catch (IOException failed) {
            redis.destroyForcibly();
            throw new UncheckedIOException("redis-server was started and does not answer on port " + port, failed);
        }
    }

    /** Counts one event, and returns when Redis has. */
    void count(byte[] value) {
        try {
            QbankEvent event = Json.read(value, QbankEvent.class);
            LocalDate day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
            String key = "exp:" + day + ":" + event.questionId() + ":" + event.version();
            socket.getOutputStream().write(commands(key));
            for (int line = 0; line < REPLY_LINES; line++) skipLine();
        } catch (InvalidMessageException | IOException failed) {
            throw new IllegalStateException("an event was not counted in Redis", failed);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        redis.destroy();
        try {
            if (!redis.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) redis.destroyForcibly();
        } catch (InterruptedException interrupted) {
            redis.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] commands(String key) {
        String length = "$" + key.length() + "\r\n" + key + "\r\n";
        return ("*1\r\n$5\r\nMULTI\r\n*2\r\n$4\r\nINCR\r\n" + length + "*3\r\n$6\r\nEXPIRE\r\n" + length
                        + "$5\r\n86400\r\n*1\r\n$4\r\nEXEC\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void skipLine() throws IOException {
        int read = in.read();
        if (read == '-') throw new IOException("Redis answered with an error");
        while (read >= 0 && read != '\n') read = in.read();
        if (read < 0) throw new IOException("Redis closed the connection");
    }

    private static Socket connect(int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) throw notYet;
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
