package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where the items are: in a file, or in the bank's database. */
final class SourceOptions {
    @Option(
            names = "--pool",
            paramLabel = "FILE.csv",
            description = "The items: question_id, version, topic_id, a, b, c and optionally sh_p, cap, locked.")
    private @Nullable Path pool;

    @Option(
            names = "--dsn",
            paramLabel = "URL",
            description =
                    "The bank's database instead: postgresql://, postgresql+psycopg2:// or jdbc:postgresql://; with --exam alone DATABASE_URL, which keeps a password out of the list of processes.")
    private @Nullable String dsn;

    @Option(
            names = {"--exam", "--exam_code", "--exam-code"},
            paramLabel = "CODE",
            description = "The exam; required with a database.")
    private @Nullable String exam;

    @Option(
            names = {"--dry_run", "--dry-run"},
            description = "Write nothing to the database.")
    private boolean dryRun;

    /** The file, or null if the items come from the bank. */
    @Nullable
    Path file() {
        return pool;
    }

    /**
     * Opens what the flags name.
     *
     * @param databaseUrl the database where the flags name none, if there is one
     * @throws IllegalArgumentException if they do not name one source, or the file is no pool
     * @throws CannotException if the file cannot be read, or nobody answers at the bank's address
     */
    Source opened(Bank bank, @Nullable String databaseUrl) {
        if (pool != null && dsn != null)
            throw new IllegalArgumentException("--pool and --dsn exclude each other, were both given");
        if (pool != null)
            return new InFile(exam != null ? exam : String.valueOf(pool.getFileName()), PoolCsv.read("--pool", pool));
        String address = dsn != null ? dsn : exam != null ? databaseUrl : null;
        if (address == null || address.isBlank())
            throw new IllegalArgumentException(
                    "one of --pool and --dsn is required, was neither (--exam alone takes DATABASE_URL)");
        if (exam == null || exam.isBlank())
            throw new IllegalArgumentException("--exam is required with --dsn, was not given");
        return bank.exam(address, exam, dryRun);
    }

    /** Opens an exam of the bank. */
    @FunctionalInterface
    interface Bank {
        /**
         * An exam, which need not exist.
         *
         * @param dryRun leave the database as it is, its tables too
         * @throws IllegalArgumentException if the address has none of the known forms
         * @throws CannotException if nobody answers there
         */
        Source exam(String dsn, String examCode, boolean dryRun);
    }

    private record InFile(String title, Pool pool) implements Source {
        @Override
        public OptionalInt write(List<ItemResult> items, Rejection rejection) {
            return OptionalInt.empty();
        }

        @Override
        public void close() {}
    }
}
