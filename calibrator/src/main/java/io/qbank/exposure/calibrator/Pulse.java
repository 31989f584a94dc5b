package io.qbank.exposure.calibrator;

import io.qbank.exposure.schemas.service.Duty;
import java.time.Duration;

/** A duty that knows when it last came through. */
final class Pulse implements Duty {
    private final Duty duty;
    private volatile long last;
    private volatile boolean ever;

    Pulse(Duty duty) {
        this.duty = duty;
    }

    @Override
    public int doWork() throws InterruptedException {
        int done = duty.doWork();
        last = System.nanoTime();
        ever = true;
        return done;
    }

    /** Whether it came through within that time, in real time. */
    boolean within(Duration time) {
        return ever && System.nanoTime() - last < time.toNanos();
    }
}
