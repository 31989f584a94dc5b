package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.jdbc.Database;
import io.qbank.exposure.calibrator.jdbc.DatabaseUrl;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the owner of the bank's tables runs once a release, so that the service's own role needs no right to change them. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the tables in DATABASE_URL up to date, and ends. Run it as their owner; the calibrator may then run as a",
            "role without the right to change tables (docs/SECURITY.md). Repeating it does no harm.",
            "Exit codes: 0 up to date, 1 out of reach or refused, 2 DATABASE_URL is wrong."
        })
public final class MigrateCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param environment of the process, with DATABASE_URL */
    public MigrateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DatabaseUrl url = url();
        try (Database database = Database.openAndMigrate(url, 1)) {
            spec.commandLine().getOut().println("the tables in " + url + " are up to date");
            return 0;
        } catch (IllegalStateException | FlywayException refused) {
            throw new CannotException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private DatabaseUrl url() {
        String given = environment.get("DATABASE_URL");
        if (given == null || given.isBlank())
            throw new ParameterException(
                    spec.commandLine(), "DATABASE_URL is required: the bank, as its owner enters it");
        try {
            return DatabaseUrl.parse(given);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
