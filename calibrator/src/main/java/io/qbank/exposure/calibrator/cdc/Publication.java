package io.qbank.exposure.calibrator.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What PostgreSQL publishes to the slot. A publication that exists is the DBA's: it is checked and never altered. A missing
 * one is created, and then every table must first be able to tell which row was updated or deleted: PostgreSQL refuses all
 * updates, the bank's too, of a published table that cannot.
 */
final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final String EXISTS =
            "select pubinsert and pubupdate and pubdelete from pg_publication where pubname = ?";
    private static final String COVERED = "select tablename from pg_publication_tables where pubname = ?";
    /** Whether a row that goes leaves anything behind to know it by, and whether that holds the key column. */
    private static final String IDENTITY = """
            select c.relreplident = 'f' or i.indexrelid is not null,
                   c.relreplident = 'f' or coalesce(bool_or(a.attname = ?), false)
              from pg_class c
              left join pg_index i on i.indrelid = c.oid
               and (c.relreplident = 'd' and i.indisprimary or c.relreplident = 'i' and i.indisreplident)
              left join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
             where c.oid = ?::regclass
             group by c.relreplident, i.indexrelid""";

    private final Connection connection;
    private final String name;

    Publication(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * What is captured.
     *
     * @param tables with their schema, as {@code schema.table}
     * @param mute those that do not tell which item a deleted row was about
     */
    record Coverage(List<String> tables, Set<BankTable> mute) {}

    /**
     * Checks the publication, or creates it.
     *
     * @throws IllegalStateException saying what a DBA has to do
     */
    Coverage ensure() throws SQLException {
        List<String> tables = new ArrayList<>();
        for (BankTable table : BankTable.values()) tables.add(qualified(table));
        List<Boolean> publishes = column(EXISTS, name, row -> row.getBoolean(1));
        if (publishes.isEmpty()) create(tables);
        else check(publishes.get(0));
        Set<BankTable> mute = EnumSet.noneOf(BankTable.class);
        for (BankTable table : BankTable.values()) if (!identity(table).tells()) mute.add(table);
        if (!mute.isEmpty())
            LOG.warn("{} do not tell which item was deleted: each delete there compares everything", mute);
        return new Coverage(tables, mute);
    }

    private void check(boolean publishesAll) throws SQLException {
        if (!publishesAll)
            throw new IllegalStateException("publication " + name + " must publish insert, update and delete");
        Set<String> missing =
                Arrays.stream(BankTable.values()).map(BankTable::table).collect(Collectors.toSet());
        missing.removeAll(new HashSet<>(column(COVERED, name, row -> row.getString(1))));
        if (!missing.isEmpty())
            throw new IllegalStateException("publication " + name + " lacks " + String.join(", ", missing)
                    + ": alter publication " + name + " add table " + String.join(", ", missing));
    }

    private void create(List<String> tables) throws SQLException {
        for (BankTable table : BankTable.values()) identify(table);
        execute("create publication " + name + " for table " + String.join(", ", tables));
        LOG.info("publication {} created for {}", name, tables);
    }

    private void identify(BankTable table) throws SQLException {
        Identity identity = identity(table);
        if (identity.tells()) return;
        try {
            execute("alter table " + qualified(table) + " replica identity full");
        } catch (IllegalStateException refused) {
            if (!identity.exists()) throw refused;
            LOG.warn("{}", refused.getMessage());
        }
    }

    private Identity identity(BankTable table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IDENTITY)) {
            query.setString(1, table.key());
            query.setString(2, table.table());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Identity(row.getBoolean(1), row.getBoolean(2));
            }
        }
    }

    private String qualified(BankTable table) throws SQLException {
        String query = """
                select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)""";
        return column(query, table.table(), row -> row.getString(1)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database has no table " + table.table()));
    }

    private <T> List<T> column(String query, String parameter, Cell<T> cell) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) values.add(cell.of(rows));
                return values;
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            if (!"42501".equals(refused.getSQLState())) throw refused; // insufficient_privilege
            throw new IllegalStateException("a DBA must run: " + sql + " (" + refused.getMessage() + ")", refused);
        }
    }

    /**
     * What a table leaves of a row that goes.
     *
     * @param exists anything, so that the row can be updated at all
     * @param tells the column that the relay knows it by
     */
    private record Identity(boolean exists, boolean tells) {}

    private interface Cell<T> {
        T of(ResultSet row) throws SQLException;
    }
}
