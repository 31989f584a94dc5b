package io.qbank.exposure.calibrator.job;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that each run's outcome is told: right after its commit, and by the sweep what a crash left. */
public final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final int AT_ONCE = 100;
    private final JobStore jobs;
    private final Announcement announcement;
    private final RunMetrics metrics;

    public Outcomes(JobStore jobs, Announcement announcement, RunMetrics metrics) {
        this.jobs = jobs;
        this.announcement = announcement;
        this.metrics = metrics;
    }

    /** Tells of an ended run, as its row says, and notes that it was told. */
    public void announce(Step terminal) {
        announcement.outcome(terminal);
        jobs.announced(terminal.job().jobId());
    }

    /**
     * One sweep: tells what was not told. A row that cannot be told is logged, counted and passed over, for the operator; an
     * outage ends the sweep. Gives the number of outcomes told.
     */
    public int sweep() {
        int told = 0;
        for (Step terminal : jobs.unannounced(AT_ONCE)) if (tell(terminal)) told++;
        return told;
    }

    private boolean tell(Step terminal) {
        try {
            announce(terminal);
            return true;
        } catch (RuntimeException failure) {
            if (PortException.passes(failure)) throw failure;
            LOG.error("run {}: its outcome cannot be told", terminal.job().jobId(), failure);
            metrics.untold();
            return false;
        }
    }
}
