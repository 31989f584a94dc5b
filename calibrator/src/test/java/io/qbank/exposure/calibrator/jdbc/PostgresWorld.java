package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.CommandStore;
import io.qbank.exposure.calibrator.job.ItemKey;
import io.qbank.exposure.calibrator.job.JobStore;
import io.qbank.exposure.calibrator.job.World;
import java.util.List;

/** Stores on a real database of their own. */
public final class PostgresWorld implements World {
    private final TestBank bank = TestBank.migrated();

    /** The database behind it. */
    public TestBank bank() {
        return bank;
    }

    @Override
    public JobStore jobs() {
        return new JdbcJobStore(bank.transactions());
    }

    @Override
    public CommandStore commands() {
        return new JdbcCommandStore(bank.transactions());
    }

    @Override
    public void publish(String examCode, int from, int to) {
        bank.publish(examCode, from, to);
    }

    @Override
    public void lock(ItemKey item) {
        bank.sql("""
                alter table item_exposure_control disable trigger qbank_control_history;
                insert into item_exposure_control (question_id, version, locked) values (%d, %d, true)
                on conflict (question_id, version) do update set locked = true;
                alter table item_exposure_control enable trigger qbank_control_history""".formatted(item.questionId(), item.version()));
    }

    @Override
    public double k(ItemKey item) {
        return bank
                .rows("select sh_p from item_exposure_control where question_id = " + item.questionId()
                        + " and version = " + item.version())
                .stream()
                .map(Double::valueOf)
                .findFirst()
                .orElse(1.0);
    }

    @Override
    public List<String> history() {
        return bank.rows(
                "select question_id || '/' || version || ' by ' || changed_by from item_exposure_history order by id");
    }

    @Override
    public void expireLeases() {
        bank.sql("update calibration_run set lease_until = now() - interval '1 second' where lease_until is not null");
    }

    @Override
    public void close() {
        bank.close();
    }
}
