package io.qbank.exposure.schemas.service;

/** A worker as one step at a time: {@link DutyThread} lends it a thread, a test calls {@link #doWork()} itself. */
@FunctionalInterface
public interface Duty {
    /**
     * Does what there is to do, without waiting long.
     *
     * @return how much was done; 0 lets the loop rest
     * @throws InterruptedException when asked to stop
     */
    int doWork() throws InterruptedException;
}
