package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Stands between clients and a server on 127.0.0.1, and can be a bad network: cut all connections and refuse new ones, or
 * pass everything on late. A server that is away is a connection closed at once. Two threads a connection.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private final ServerSocket listening;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile long delayMillis;

    private TcpProxy(ServerSocket listening, int server) {
        this.listening = listening;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param port where clients come to
     * @param server port of the server behind
     */
    public static TcpProxy start(int port, int server) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            TcpProxy proxy = new TcpProxy(listening, server);
            daemon("proxy-" + port, proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, failed);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Closes every connection, and new ones as they come, until {@link #heal()}. */
    public void cut() {
        cut = true;
        open.forEach(TcpProxy::closeQuietly);
    }

    /** Holds back each piece of data, in either direction, for so long. */
    public void slow(long millis) {
        delayMillis = millis;
    }

    /** A good network again. */
    public void heal() {
        cut = false;
        delayMillis = 0;
    }

    @Override
    public void close() {
        cut = true;
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot close port " + port(), failed);
        } finally {
            open.forEach(TcpProxy::closeQuietly);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (cut) closeQuietly(client);
                else daemon("proxy-connection", () -> serve(client));
            } catch (IOException closed) {
                if (!listening.isClosed()) throw new UncheckedIOException("cannot accept", closed);
            }
        }
    }

    private void serve(Socket client) {
        Socket behind = new Socket();
        open.add(client);
        open.add(behind);
        try {
            behind.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            if (cut) return;
            daemon("proxy-answers", () -> pass(behind, client));
            pass(client, behind);
        } catch (IOException away) {
            closeQuietly(client);
        } finally {
            forget(client);
            forget(behind);
        }
    }

    /** Passes on what one says to the other until either has gone; then both go. */
    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (delayMillis > 0) TimeUnit.MILLISECONDS.sleep(delayMillis);
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            closeQuietly(from);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            Thread.onSpinWait(); // it is gone, which is what was wanted
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
