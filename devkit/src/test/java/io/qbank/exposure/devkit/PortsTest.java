package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortIsGivenOnce() {
        Set<Integer> given = new HashSet<>();

        for (int i = 0; i < 100; i++) given.add(Ports.free());

        assertEquals(100, given.size());
    }

    @Test
    void aPortThatSomebodyListensOnIsNotFree() throws IOException {
        int port = Ports.free();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThrows(PortInUseException.class, () -> Ports.requireFree("it", taken.getLocalPort()));
        }
        assertDoesNotThrow(() -> Ports.requireFree("it", port));
    }

    /** A process being started holds our sockets for a moment: the one of the first look must not be in the way of the second. */
    @Test
    void aFreePortStaysFreeWhileProcessesAreStarted() {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> starting = CompletableFuture.runAsync(() -> startProcesses(over));
        try {
            for (int i = 0; i < 3_000; i++) {
                int port = Ports.free();
                assertDoesNotThrow(() -> Ports.requireFree("it", port));
            }
        } finally {
            over.set(true);
            starting.join();
        }
    }

    private static void startProcesses(AtomicBoolean over) {
        try {
            while (!over.get()) new ProcessBuilder("true").start().waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
