package io.qbank.exposure.demo.bench;

import io.qbank.exposure.calibrator.cli.OutputFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Looks at the options of a bench before it starts what it measures. */
public record Options(CommandSpec spec) {
    /**
     * A number in its range.
     *
     * @throws ParameterException naming the option, what is allowed and what was given
     */
    public void within(String option, long value, long low, long high) {
        if (value < low || value > high)
            throw new ParameterException(
                    spec.commandLine(), option + " must be in [" + low + ", " + high + "], was " + value);
    }

    /** A file that is to be written in the end can be. */
    public void writable(String option, @Nullable Path file) {
        if (file != null) OutputFile.at(option, file);
    }
}
