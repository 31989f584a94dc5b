package io.qbank.exposure.calibrator.job;

import java.util.List;

/** Where commands come from. One thread. */
public interface CommandSource {
    /** Commands that arrived since, in order of each exam; waits a moment when there are none. */
    List<Command> poll();

    /** Everything polled so far is done with and need not come again. */
    void commit();
}
