package io.qbank.exposure.devkit;

import java.io.IOException;

/**
 * Ends this process when the one that started it is gone, however that ended: its end of the pipe to our standard input is
 * then closed by the system.
 */
public final class Orphan {
    private static final int ORPHANED = 3;

    private Orphan() {}

    /** Begins to watch. */
    public static void endsWithItsParent() {
        Thread watch = new Thread(
                () -> {
                    waitForTheEnd();
                    Runtime.getRuntime().halt(ORPHANED);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void waitForTheEnd() {
        try {
            while (System.in.read() >= 0) Thread.onSpinWait();
        } catch (IOException gone) {
            return;
        }
    }
}
