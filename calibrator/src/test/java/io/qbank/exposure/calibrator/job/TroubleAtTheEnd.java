package io.qbank.exposure.calibrator.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store that does not take some conclusions, or none for a while. */
record TroubleAtTheEnd(JobStore store, Function<Conclusion, Optional<RuntimeException>> trouble) implements JobStore {
    @Override
    public Optional<Step> conclude(Claim claim, Step last, Conclusion conclusion, Instant now) {
        Optional<RuntimeException> failure = trouble.apply(conclusion);
        if (failure.isPresent()) throw failure.get();
        return store.conclude(claim, last, conclusion, now);
    }

    @Override
    public Optional<Step> find(String jobId) {
        return store.find(jobId);
    }

    @Override
    public Optional<Claim> claim(String owner, Duration lease, Instant now) {
        return store.claim(owner, lease, now);
    }

    @Override
    public Standing standing(Claim claim) {
        return store.standing(claim);
    }

    @Override
    public Standing renew(Claim claim, Duration lease) {
        return store.renew(claim, lease);
    }

    @Override
    public void release(Claim claim, Step last) {
        store.release(claim, last);
    }

    @Override
    public List<Step> unannounced(int most) {
        return store.unannounced(most);
    }

    @Override
    public void announced(String jobId) {
        store.announced(jobId);
    }

    @Override
    public int waiting() {
        return store.waiting();
    }
}
