package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.Rejection;
import io.qbank.exposure.calibrator.jdbc.Actor;
import io.qbank.exposure.calibrator.jdbc.Database;
import io.qbank.exposure.calibrator.jdbc.DatabaseException;
import io.qbank.exposure.calibrator.jdbc.DatabaseUrl;
import io.qbank.exposure.calibrator.jdbc.PoolRepository;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;

/** An exam in the bank's database. What is written is booked under the name of whoever sits at the terminal. */
final class ExamSource implements Source {
    private static final int CONNECTIONS = 2;

    private final String examCode;
    private final boolean dryRun;
    private final Clock clock;
    private final Database database;
    private final PoolRepository items;

    private ExamSource(String examCode, boolean dryRun, Clock clock, Database database) {
        this.examCode = examCode;
        this.dryRun = dryRun;
        this.clock = clock;
        this.database = database;
        items = new PoolRepository(database.transactions());
    }

    /**
     * Connects; unless it is a dry run, also brings the tables up to date.
     *
     * @throws IllegalArgumentException if the address has none of the known forms
     * @throws CannotException if nobody answers there
     */
    static ExamSource open(String dsn, String examCode, boolean dryRun, Clock clock) {
        DatabaseUrl url = DatabaseUrl.parse(dsn);
        return able(() -> new ExamSource(
                examCode,
                dryRun,
                clock,
                dryRun ? Database.open(url, CONNECTIONS) : Database.openAndMigrate(url, CONNECTIONS)));
    }

    @Override
    public String title() {
        return examCode;
    }

    @Override
    public Pool pool() {
        return able(() -> items.load(examCode));
    }

    @Override
    public OptionalInt write(List<ItemResult> found, Rejection rejection) {
        if (dryRun) return OptionalInt.empty();
        Actor actor = new Actor(System.getProperty("user.name", "cli"), clock.instant(), null, null);
        return OptionalInt.of(able(() -> items.write(found, rejection, actor)));
    }

    @Override
    public void close() {
        database.close();
    }

    private static <T> T able(Supplier<T> step) {
        try {
            return step.get();
        } catch (DatabaseException | IllegalStateException | FlywayException broken) {
            throw new CannotException(String.valueOf(broken.getMessage()), broken);
        }
    }
}
