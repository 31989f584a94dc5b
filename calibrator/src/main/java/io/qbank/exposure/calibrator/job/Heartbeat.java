package io.qbank.exposure.calibrator.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the leases of all runs of this process and sees who is to stop. Its own thread, so that a long iteration loses no lease. */
public final class Heartbeat {
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    void keep(Lease lease) {
        leases.add(lease);
    }

    void drop(Lease lease) {
        leases.remove(lease);
    }

    /**
     * One beat: each lease gets its own, also when another's failed. Gives 0, so that the loop rests until the next.
     *
     * @throws RuntimeException the first failure, after all had their beat
     */
    public int doWork() {
        @Nullable RuntimeException first = null;
        for (Lease lease : leases) {
            try {
                lease.beat();
            } catch (RuntimeException failure) {
                if (first == null) first = failure;
                else first.addSuppressed(failure);
            }
        }
        if (first != null) throw first;
        return 0;
    }
}
