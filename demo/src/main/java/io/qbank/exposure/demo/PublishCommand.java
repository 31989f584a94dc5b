package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.calibrator.cli.PoolCsv;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.bank.DemoPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts an exam into a bank, for trying things out. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes the items of a pool as an exam in the bank in DATABASE_URL; what is there already stays.",
            "For trying things out: a real bank publishes its own."
        })
final class PublishCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--exam", required = true, description = "Exam code.")
    private String exam = "";

    @Option(names = "--pool", paramLabel = "FILE.csv", description = "The items; by default the demo's 300.")
    private @Nullable Path pool;

    @Option(
            names = "--dsn",
            paramLabel = "URL",
            defaultValue = "${env:DATABASE_URL:-postgresql://qbank:qbank@localhost:5432/qbank}",
            description = "The bank's database; else DATABASE_URL.",
            hideParamSyntax = true)
    private String dsn = "";

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        List<PoolItem> items;
        try {
            items = pool == null
                    ? DemoPool.items()
                    : PoolCsv.read("--pool", pool).items();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        try (Bank bank = Bank.open(dsn)) {
            command.commandLine().getOut().println(bank.publish(exam, items) + " items of " + exam + " published");
            return 0;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (RuntimeException failed) {
            throw new CannotException("cannot publish: " + failed.getMessage(), failed);
        }
    }
}
