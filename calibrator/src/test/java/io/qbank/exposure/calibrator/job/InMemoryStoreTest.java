package io.qbank.exposure.calibrator.job;

class InMemoryStoreTest extends JobStoreContract {
    @Override
    protected World newWorld() {
        return World.twin();
    }
}
