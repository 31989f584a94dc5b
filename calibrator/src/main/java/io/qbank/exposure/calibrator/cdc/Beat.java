package io.qbank.exposure.calibrator.cdc;

import java.sql.SQLException;

/** What long work is to do again and again, seconds apart at most, so that nobody takes it for dead. */
@FunctionalInterface
interface Beat {
    /**
     * Still at work.
     *
     * @throws SQLException if the right to go on is lost: the work ends at once
     */
    void beat() throws SQLException;
}
