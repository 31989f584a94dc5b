package io.qbank.exposure.demo.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Asks can_serve over kept connections, each as fast as it is answered. As little work as possible, since it shares the machine. */
final class HttpLoad {
    private final int port;
    private final String token;
    private final String exam;
    private final int items;

    HttpLoad(int port, String token, String exam, int items) {
        this.port = port;
        this.token = token;
        this.exam = exam;
        this.items = items;
    }

    /** What was measured. */
    record Figures(long requests, double perSecond, double p50Millis, double p99Millis) {}

    /** @throws IllegalStateException if a request was not answered with 200 */
    Figures run(int connections, int seconds) throws InterruptedException {
        List<Asker> askers = new ArrayList<>();
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        for (int i = 0; i < connections; i++) askers.add(new Asker(i, until));
        askers.forEach(Thread::start);
        for (Asker asker : askers) {
            asker.join();
            if (asker.broken != null) throw new IllegalStateException(asker.broken);
        }
        long[] nanos = askers.stream()
                .flatMapToLong(asker -> Arrays.stream(asker.nanos, 0, asker.count))
                .sorted()
                .toArray();
        return new Figures(
                nanos.length,
                nanos.length / (double) seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    private final class Asker extends Thread {
        private final SplittableRandom random;
        private final long until;
        private long[] nanos = new long[1 << 16];
        private int count;
        private @Nullable IOException broken;

        Asker(int seed, long until) {
            super("asker-" + seed);
            random = new SplittableRandom(seed);
            this.until = until;
        }

        @Override
        public void run() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 4_096);
                OutputStream out = socket.getOutputStream();
                while (System.nanoTime() < until) {
                    byte[] request = request();
                    long before = System.nanoTime();
                    out.write(request);
                    skipAnswer(in);
                    if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
                    nanos[count++] = System.nanoTime() - before;
                }
            } catch (IOException failed) {
                broken = failed;
            }
        }

        private byte[] request() {
            String body = "{\"session_id\":\"s-" + random.nextInt(100_000) + "\",\"exam_code\":\"" + exam
                    + "\",\"items\":[{\"question_id\":" + (1 + random.nextInt(items)) + ",\"version\":1}]}";
            return ("POST /v1/exposure/can_serve HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Reads one answer with a Content-Length. */
        private static void skipAnswer(InputStream in) throws IOException {
            int length = 0;
            boolean first = true;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (first && !line.startsWith("HTTP/1.1 200")) throw new IOException("answered " + line);
                first = false;
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15))
                    length = Integer.parseInt(line.substring(15).trim());
            }
            in.skipNBytes(length);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) throw new IOException("closed");
                if (c != '\r') line.append((char) c);
            }
            return line.toString();
        }
    }
}
