package io.qbank.exposure.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One contract: its file name without ending, the record that reads it, and its samples. */
record Contract(String name, Class<?> type) {
    static final List<Contract> ALL = List.of(
            new Contract("item-presented.v1", QbankEvent.ItemPresented.class),
            new Contract("response-recorded.v1", QbankEvent.ResponseRecorded.class),
            new Contract("daily-exposure.v1", DailyExposure.class),
            new Contract("daily-sessions.v1", DailySessions.class),
            new Contract("daily-outcomes.v1", DailyOutcomes.class),
            new Contract("evidence.v1", Evidence.class),
            new Contract("drift-event.v1", DriftEvent.class),
            new Contract("calibration-start.v1", CalibrationCommand.Start.class),
            new Contract("calibration-cancel.v1", CalibrationCommand.Cancel.class),
            new Contract("run-rollback.v1", CalibrationCommand.Rollback.class),
            new Contract("control-set.v1", CalibrationCommand.ControlSet.class),
            new Contract("policy-set.v1", CalibrationCommand.PolicySet.class),
            new Contract("command-outcome.v1", CommandOutcome.class),
            new Contract("progress.v1", Progress.class),
            new Contract("item-state.v1", ItemState.class),
            new Contract("exam-policy.v1", ExamPolicy.class));

    /** The folder of all contracts. */
    static Path folder() {
        try {
            URL folder = Objects.requireNonNull(Json.class.getResource("/contracts"));
            return Path.of(folder.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode tree(Path file) {
        try {
            return Json.shared().readTree(read(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    JsonNode schema() {
        return tree(folder().resolve(name + ".json"));
    }

    Path samples() {
        return folder().resolve("samples").resolve(name);
    }

    JsonNode expectations() {
        return tree(samples().resolve("expectations.json"));
    }

    Stream<Path> valid() {
        return files().filter(file -> !broken(file, "invalid-") && !broken(file, "refused-"));
    }

    Stream<Path> invalid() {
        return files().filter(file -> broken(file, "invalid-"));
    }

    /** Those a schema cannot tell from valid ones: rules between two fields. */
    Stream<Path> refused() {
        return files().filter(file -> broken(file, "refused-"));
    }

    private static boolean broken(Path file, String prefix) {
        return file.getFileName().toString().startsWith(prefix);
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.list(samples())) {
            return files.filter(file -> !file.endsWith("expectations.json")).sorted().toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
