package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.JobStoreContract;
import io.qbank.exposure.calibrator.job.World;

class JdbcJobStoreIT extends JobStoreContract {
    @Override
    protected World newWorld() {
        return new PostgresWorld();
    }
}
