package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one read of the bank costs, and what it refuses to show. */
class BankReaderIT {
    private static Bank bank;
    private static Connection connection;
    private static BankReader reader;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open("bank_reader").exam("SMALL", 1, 60);
        connection = BankAddress.of(bank.url()).connect("test");
        reader = new BankReader(connection, "reader", 0);
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        bank.close();
    }

    /** With a plan from when the tables had a page each, each of the 5,000 items costs a scan of everybody's history. */
    @Test
    void aBankThatHasGrownIsReadByAPlanOfItsOwn() throws Exception {
        for (long question = 1; question <= 60; question++) bank.k(question, 0.5);
        bank.sql("analyze");
        for (long question = 1; question <= 60; question++)
            assertEquals(1, read(List.of(question)).items().valid().size());
        bank.exam("LARGE", 20_001, 30_000)
                .sql("insert into item_exposure_control (question_id, version, sh_p)"
                        + " select q, 1, 0.9 from generate_series(20001, 30000) q");

        List<Long> asked = LongStream.rangeClosed(20_001, 25_000).boxed().toList();

        assertEquals(5_000, read(asked).items().valid().size());
        assertEquals(0, keptPlans());
    }

    @Test
    void aReadThatDoesNotSeeTheTransactionItIsForShowsNothing() throws Exception {
        try (Connection other = BankAddress.of(bank.url()).connect("other");
                Statement change = other.createStatement()) {
            other.setAutoCommit(false);
            change.execute("insert into question_versions values (70, 1, 100, 'published')");
            long transaction = number(change, "select txid_current() % 4294967296");

            assertTrue(reader.read(List.of(1L), List.of(), Set.of(transaction)).isEmpty());
            other.commit();
            assertTrue(reader.read(List.of(1L), List.of(), Set.of(transaction)).isPresent());
        }
    }

    private static BankView read(List<Long> questions) throws SQLException {
        return reader.read(questions, List.of(), Set.of()).orElseThrow();
    }

    private static long keptPlans() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return number(statement, "select count(*) from pg_prepared_statements");
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
