package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int GONE = -1;
    private ServerSocket server;
    private Thread echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        echo = new Thread(this::echo);
        echo.setDaemon(true);
        echo.start();
        proxy = TcpProxy.start(Ports.free(), server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void whatIsSaidComesThroughInBothDirections() throws IOException {
        try (Socket client = connect()) {
            assertEquals(42, said(client, 42));
        }
    }

    @Test
    void aCutEndsConnectionsRefusesNewOnesAndHeals() throws IOException {
        try (Socket before = connect()) {
            assertEquals(1, said(before, 1));

            proxy.cut();

            assertEquals(GONE, said(before, 2));
            try (Socket meanwhile = connect()) {
                assertEquals(GONE, said(meanwhile, 3));
            }
            proxy.heal();
            try (Socket after = connect()) {
                assertEquals(4, said(after, 4));
            }
        }
    }

    @Test
    void aSlowNetworkHoldsBackWhatIsSaidAndWhatIsAnswered() throws IOException {
        proxy.slow(50);
        try (Socket client = connect()) {
            long start = System.nanoTime();

            assertEquals(7, said(client, 7));

            assertTrue(System.nanoTime() - start >= 100_000_000);
        }
    }

    @Test
    void aServerThatIsAwayIsAConnectionThatEnds() throws IOException, InterruptedException {
        server.close();
        echo.join(); // a thread that waits in accept may take one more connection while its socket is closed

        try (Socket client = connect()) {
            assertEquals(GONE, said(client, 1));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static int said(Socket socket, int what) throws IOException {
        try {
            socket.getOutputStream().write(what);
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return GONE;
        }
    }

    private void echo() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                for (int said = client.getInputStream().read();
                        said >= 0;
                        said = client.getInputStream().read())
                    client.getOutputStream().write(said);
            } catch (IOException gone) {
                Thread.onSpinWait();
            }
        }
    }
}
