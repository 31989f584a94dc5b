package io.qbank.exposure.demo.bank;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.jdbc.Database;
import io.qbank.exposure.calibrator.jdbc.DatabaseUrl;
import io.qbank.exposure.demo.candidates.ItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bank's tables, as somebody with SQL sees them. Migrated first, so that they are there. */
public final class Bank implements AutoCloseable {
    private static final List<String> PUBLISH = List.of("""
            insert into question_versions (question_id, version, topic_id, state)
            select * from unnest(?::bigint[], ?::int[], ?::bigint[]), (values ('published')) as state
            on conflict do nothing""", """
            insert into item_calibration (question_id, version, model, a, b, c)
            select question_id, version, '3pl', a, b, c
              from unnest(?::bigint[], ?::int[], ?::float8[], ?::float8[], ?::float8[]) as item (question_id, version, a, b, c)
            on conflict do nothing""", """
            insert into item_exposure_control (question_id, version, sh_p, cap, locked)
            select * from unnest(?::bigint[], ?::int[], ?::float8[], ?::float8[], ?::boolean[])
            on conflict do nothing""", """
            insert into question_publications (question_id, exam_code, live_version)
            select question_id, ?, version from unnest(?::bigint[], ?::int[]) as item (question_id, version)
            on conflict do nothing""");

    private static final String CONTROLS = """
            select question_id, version, sh_p
              from question_publications
              join item_exposure_control using (question_id)
             where exam_code = ? and version = live_version""";

    private final Database database;

    private Bank(Database database) {
        this.database = database;
    }

    /** Opens and migrates. */
    public static Bank open(String url) {
        return new Bank(Database.openAndMigrate(DatabaseUrl.parse(url), 2));
    }

    /**
     * Publishes items in an exam; rows that are there already stay as they are.
     *
     * @return items that were not published in the exam before
     */
    public int publish(String examCode, List<PoolItem> items) {
        return database.transactions().in(connection -> {
            Object[] question = items.stream().map(PoolItem::questionId).toArray();
            Object[] version = items.stream().map(PoolItem::version).toArray();
            insert(
                    connection,
                    0,
                    question,
                    version,
                    items.stream().map(PoolItem::topicId).toArray());
            insert(
                    connection,
                    1,
                    question,
                    version,
                    items.stream().map(PoolItem::a).toArray(),
                    items.stream().map(PoolItem::b).toArray(),
                    items.stream().map(PoolItem::c).toArray());
            insert(
                    connection,
                    2,
                    question,
                    version,
                    items.stream().map(PoolItem::k).toArray(),
                    items.stream().map(PoolItem::cap).toArray(),
                    items.stream().map(PoolItem::locked).toArray());
            return insert(connection, 3, examCode, question, version);
        });
    }

    /** k of every item published in the exam. */
    public Map<ItemKey, Double> controls(String examCode) {
        return database.transactions().in(connection -> {
            Map<ItemKey, Double> controls = new TreeMap<>();
            try (PreparedStatement query = connection.prepareStatement(CONTROLS)) {
                query.setString(1, examCode);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) controls.put(new ItemKey(row.getLong(1), row.getInt(2)), row.getDouble(3));
                }
            }
            return controls;
        });
    }

    @Override
    public void close() {
        database.close();
    }

    private static int insert(Connection connection, int which, Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PUBLISH.get(which))) {
            for (int i = 0; i < values.length; i++)
                if (values[i] instanceof Object[] column)
                    insert.setArray(i + 1, connection.createArrayOf("text", texts(column)));
                else insert.setObject(i + 1, values[i]);
            return insert.executeUpdate();
        }
    }

    /** PostgreSQL reads each type from its text; a text array spares a type name a column. */
    private static @Nullable String[] texts(Object[] column) {
        @Nullable String[] texts = new String[column.length];
        for (int i = 0; i < column.length; i++) texts[i] = column[i] == null ? null : column[i].toString();
        return texts;
    }
}
