package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.job.ItemKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item as the bank has it, before anybody has checked whether its values make sense. */
record PoolRow(
        ItemKey key,
        @Nullable Long topicId,
        double a,
        double b,
        double c,
        double k,
        @Nullable Double cap,
        boolean locked) {
    static PoolRow of(ResultSet row) throws SQLException {
        long topicId = row.getLong("topic_id");
        boolean noTopic = row.wasNull();
        double cap = row.getDouble("own_cap");
        boolean noCap = row.wasNull();
        return new PoolRow(
                new ItemKey(row.getLong("question_id"), row.getInt("version")),
                noTopic ? null : topicId,
                row.getDouble("a"),
                row.getDouble("b"),
                row.getDouble("c"),
                row.getDouble("k"),
                noCap ? null : cap,
                row.getBoolean("locked"));
    }

    /** @throws IllegalArgumentException naming the item that is outside the model's range */
    static Pool pool(List<PoolRow> rows) {
        return new Pool(rows.stream().map(PoolRow::item).toList());
    }

    // v7 took a k outside [0, 1] for the nearer bound.
    private PoolItem item() {
        try {
            return new PoolItem(
                    key.questionId(), key.version(), topicId, a, b, c, Math.max(0, Math.min(1, k)), cap, locked);
        } catch (IllegalArgumentException outside) {
            throw new IllegalArgumentException("item " + key + ": " + outside.getMessage(), outside);
        }
    }
}
