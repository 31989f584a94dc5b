package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.calibrator.cli.OutputFile;
import io.qbank.exposure.demo.candidates.Crowd;
import io.qbank.exposure.demo.candidates.Pace;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.Timetable;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays candidates against any Kafka, and tells what a counter without fault would count. */
@Command(
        name = "simulate-candidates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays candidates of an exam: reads its items and k from exposure.items, selects by maximum information,",
            "obeys k, and publishes item.presented and response.recorded, keyed by session, some of them twice.",
            "Prints events/s and the exact number of exposures; --out writes them by day and item, to compare with the counter's.",
            "KAFKA_* variables are properties of its Kafka clients, as for the services."
        })
final class SimulateCandidatesCommand implements Callable<Integer> {
    /** A session's id is this and its number. */
    private static final int LONGEST_NAME = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--exam", required = true, description = "Exam code.")
    private String exam = "";

    @Option(names = "--sessions", defaultValue = "1000", description = "Candidates (${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "Events a second; 0 is as fast as it goes (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--duplicates",
            defaultValue = "0.05",
            description = "Share of the events that are sent twice, [0, 1] (${DEFAULT-VALUE}).")
    private double duplicates;

    @Option(names = "--len", defaultValue = "25", description = "Items a candidate (${DEFAULT-VALUE}).")
    private int length;

    @Option(
            names = "--ability",
            defaultValue = "0",
            description = "Mean of their abilities, in [-4, 4]; the standard deviation is 1 (${DEFAULT-VALUE}).")
    private double ability;

    @Option(
            names = "--hours",
            defaultValue = "24",
            description = "Sessions are spread over so many hours up to now, [0, 960] (${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of abilities, answers and rejections (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--name",
            description = "Begins the session ids; by default the time. Used again, it repeats those sessions.")
    private @Nullable String name;

    @Option(names = "--out", description = "CSV file for the recount: day,sessions,question_id,version,exposures.")
    private @Nullable Path out;

    @Option(
            names = "--bootstrap",
            defaultValue = "${env:KAFKA_BOOTSTRAP:-localhost:9092}",
            description = "Kafka; else KAFKA_BOOTSTRAP (${DEFAULT-VALUE}).")
    private String bootstrap = "";

    @Option(
            names = "--topic",
            defaultValue = "${env:KAFKA_TOPIC_EVENTS:-events.qbank}",
            description = "Topic of the events; else KAFKA_TOPIC_EVENTS (${DEFAULT-VALUE}).")
    private String topic = "";

    @Option(
            names = "--tenant",
            defaultValue = "${env:APP_TENANT_ID:-00000000-0000-0000-0000-000000000001}",
            description = "Tenant; else APP_TENANT_ID (${DEFAULT-VALUE}).")
    private String tenant = "";

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 0 || Double.isNaN(rate)) throw refused("--rate must be 0 or more, was " + rate);
        if (hours < 0 || hours > 960) throw refused("--hours must be in [0, 960], was " + hours);
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME))
            throw refused("--name must have 1 to " + LONGEST_NAME + " characters, was " + Require.shown(name));
        Optional<OutputFile> file = Optional.ofNullable(out).map(path -> OutputFile.at("--out", path));
        Crowd crowd;
        Timetable timetable;
        Instant now = Clock.systemUTC().instant();
        try {
            crowd = new Crowd(
                    KafkaClients.of(bootstrap, System.getenv()),
                    Topics.EVENTS.named(topic),
                    new Crowd.Exam(tenant, exam, length, duplicates, ability));
            timetable = Timetable.endingAt(now, Duration.ofHours(hours), sessions, length);
        } catch (IllegalArgumentException wrong) {
            throw refused(dashed(wrong));
        }
        Recount recount = new Recount();
        long start = System.nanoTime();
        try {
            crowd.play(
                    name == null ? "sim" + Long.toString(now.toEpochMilli(), Character.MAX_RADIX) : name,
                    timetable,
                    seed,
                    rate == 0 ? Pace.unlimited() : Pace.rate(rate),
                    recount);
        } catch (KafkaException | IllegalStateException failed) {
            throw new CannotException("cannot play on " + bootstrap + ": " + failed.getMessage(), failed);
        }
        report(recount, (System.nanoTime() - start) / 1e9);
        file.ifPresent(written -> keep(recount, written));
        return 0;
    }

    /** Limits name a parameter, which is an option here; variables are named as they are. */
    private static String dashed(IllegalArgumentException wrong) {
        String message = String.valueOf(wrong.getMessage());
        return message.startsWith("KAFKA_") ? message : "--" + message;
    }

    private void report(Recount recount, double seconds) {
        PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
        console.printf(
                Locale.ROOT,
                "sessions=%d events=%d unique_exposures=%d days=%d seconds=%.1f events_per_second=%.0f%n",
                sessions,
                recount.events(),
                recount.uniqueExposures(),
                recount.sessions().size(),
                seconds,
                recount.events() / seconds);
        recount.sessions().forEach((day, count) -> console.println(day + " sessions=" + count));
    }

    private void keep(Recount recount, OutputFile file) {
        file.write(recount.csv());
        Objects.requireNonNull(spec).commandLine().getOut().println("recount written to " + out);
    }

    private ParameterException refused(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
