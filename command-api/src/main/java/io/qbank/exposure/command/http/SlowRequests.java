package io.qbank.exposure.command.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hangs up on whoever takes too long to say what he wants. The server's idle timeout does not: it begins anew with each byte, so
 * that a byte now and then holds a connection, and with a body also a thread, for as long as one likes. Every few seconds each
 * connection is looked at; one that has been in the middle of the same request for too long is closed. Thread-safe.
 */
final class SlowRequests implements Connection.Listener, LifeCycle.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SlowRequests.class);
    private static final int LOOKS = 5;

    private final long mostNanos;
    private final Map<HttpConnection, Receiving> open = new ConcurrentHashMap<>();

    /** @param most from a request's first byte to its last */
    SlowRequests(Duration most) {
        mostNanos = most.toNanos();
    }

    /** Since when a connection has been receiving the request after so many others; 0 while it is not. */
    private record Receiving(long requestsBefore, long since) {}

    /** Watches each connection of a server from its start. */
    void watch(Server server) {
        server.addEventListener(this);
    }

    // A connector takes this for a listener of its own life too, which is of no interest here.
    @Override
    public void lifeCycleStarting(LifeCycle started) {
        if (started instanceof Server server)
            for (Connector connector : server.getConnectors()) connector.addBean(this);
    }

    @Override
    public void lifeCycleStarted(LifeCycle started) {
        if (started instanceof Server server) lookAgain(server);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) open.put(http, new Receiving(-1, 0));
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) open.remove(http);
    }

    private void lookAgain(Server server) {
        server.getScheduler()
                .schedule(
                        () -> {
                            try {
                                open.replaceAll(this::look);
                            } finally {
                                if (server.isRunning()) lookAgain(server);
                            }
                        },
                        mostNanos / LOOKS,
                        TimeUnit.NANOSECONDS);
    }

    private Receiving look(HttpConnection connection, Receiving before) {
        long now = System.nanoTime() | 1;
        if (!isReceiving(connection.getParser())) return new Receiving(-1, 0);
        // The headers' end counts the request: what is before it is the same request as its body.
        long done = Math.min(connection.getMessagesIn(), connection.getMessagesOut());
        if (before.since() == 0 || before.requestsBefore() != done) return new Receiving(done, now);
        if (now - before.since() > mostNanos) {
            LOG.info("a request had not come in whole after {} s: hung up", TimeUnit.NANOSECONDS.toSeconds(mostNanos));
            connection.getEndPoint().close();
        }
        return before;
    }

    /** In the middle of a request: after its first byte, before its last. */
    private static boolean isReceiving(HttpParser parser) {
        return parser.inContentState() || (parser.inHeaderState() && !parser.isStart());
    }
}
