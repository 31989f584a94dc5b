package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.kafka.TopicSetup;
import io.qbank.exposure.calibrator.kafka.TopicWish;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates the catalogue's topics, and says of those that exist what differs. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Creates the topics that are missing on KAFKA_BOOTSTRAP, and says which settings of existing ones differ.",
            "Alters and deletes nothing. Other properties of the client are KAFKA_* variables, as of the services.",
            "Exit codes: 0 all are there as they should be, 1 some differ or the brokers refused, 2 asked wrongly."
        })
public final class TopicsCommand implements Callable<Integer> {
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_COPIES = 32;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--partitions",
            paramLabel = "[TOPIC=]N",
            description = "Partitions of one topic, or of all others; by default the catalogue's. May be repeated.")
    private List<String> partitions = List.of();

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "Copies of each partition; by default the brokers'.")
    private @Nullable Integer replication;

    @Option(
            names = "--min-in-sync",
            paramLabel = "N",
            description = "Copies that must have a record before it counts; by default the brokers'.")
    private @Nullable Integer minInSync;

    @Option(names = "--check", description = "Only look; a missing topic is a difference.")
    private boolean check;

    /** @param environment of the process: which brokers, and how to enter */
    public TopicsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<TopicWish> wishes;
        KafkaClients clients;
        try {
            wishes = wishes();
            clients = KafkaClients.of(text("KAFKA_BOOTSTRAP", "localhost:9092"), environment);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        try (TopicSetup setup = TopicSetup.open(clients)) {
            return told(setup.run(wishes, !check));
        } catch (KafkaException | IllegalStateException refused) {
            throw new CannotException("topics on " + clients.bootstrap() + ": " + refused.getMessage(), refused);
        }
    }

    private List<TopicWish> wishes() {
        OptionalInt copies = within("--replication", replication, MOST_COPIES);
        OptionalInt inSync = within("--min-in-sync", minInSync, MOST_COPIES);
        if (copies.isPresent() && inSync.isPresent() && inSync.getAsInt() > copies.getAsInt())
            throw new IllegalArgumentException("--min-in-sync must be at most --replication, was " + inSync.getAsInt());
        String events = text("KAFKA_TOPIC_EVENTS", Topics.EVENTS.name());
        Map<String, Integer> numbers = numbers();
        List<TopicWish> wishes = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            boolean foreign = topic.equals(Topics.EVENTS);
            Topic<?> named = foreign ? topic.named(events) : topic;
            Integer one = numbers.remove(named.name());
            Integer wished = one != null ? one : numbers.get("");
            wishes.add(new TopicWish(
                    named, wished == null ? OptionalInt.empty() : OptionalInt.of(wished), copies, inSync, foreign));
        }
        numbers.remove("");
        if (!numbers.isEmpty())
            throw new IllegalArgumentException(
                    "--partitions must name a topic of the catalogue, was " + numbers.keySet());
        return wishes;
    }

    /** By topic; the one for all others under the empty name. */
    private Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String given : partitions) {
            int equals = given.lastIndexOf('=');
            try {
                int number = Integer.parseInt(given.substring(equals + 1));
                numbers.put(
                        equals < 0 ? "" : given.substring(0, equals),
                        within("--partitions", number, MOST_PARTITIONS).getAsInt());
            } catch (NumberFormatException malformed) {
                throw new IllegalArgumentException(
                        "--partitions must be N or TOPIC=N, was \"" + given + '"', malformed);
            }
        }
        return numbers;
    }

    private static OptionalInt within(String option, @Nullable Integer number, int most) {
        if (number == null) return OptionalInt.empty();
        if (number < 1 || number > most)
            throw new IllegalArgumentException(option + " must be in [1, " + most + "], was " + number);
        return OptionalInt.of(number);
    }

    private int told(List<TopicSetup.Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        boolean well = true;
        for (TopicSetup.Finding finding : findings) {
            String state = finding.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            out.println(finding.topic() + ": " + state
                    + (finding.differences().isEmpty() ? "" : ": " + String.join("; ", finding.differences())));
            well &= finding.state() == TopicSetup.State.CREATED || finding.state() == TopicSetup.State.AS_WISHED;
        }
        out.flush();
        return well ? 0 : 1;
    }

    private String text(String variable, String byDefault) {
        String given = environment.get(variable);
        return given == null || given.isBlank() ? byDefault : given.trim();
    }
}
