package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopicsCommandIT {
    private final String events = "events." + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsMissingIsCreatedOnceAndThenAsWished() {
        assertEquals(1, topics("--check"));
        assertTrue(out.toString().contains(events + ": missing"), out::toString);

        assertEquals(0, topics("--partitions", events + "=3"));
        assertTrue(out.toString().contains(events + ": created"), out::toString);

        assertEquals(0, topics("--check", "--partitions", events + "=3", "--replication", "1"));
        assertTrue(out.toString().contains(events + ": as wished"), out::toString);
        assertEquals(Topics.all().size(), out.toString().lines().count());
    }

    @Test
    void whatDiffersIsNamedAndNotAltered() {
        String daily = Topics.DAILY.name();
        topics();

        int status = topics("--partitions", daily + "=9", "--min-in-sync", "2");

        assertEquals(1, status);
        assertTrue(
                out.toString()
                        .contains(daily
                                + ": different: partitions is 4, should be 9; min.insync.replicas is 1, should be 2"),
                out::toString);
        assertEquals(0, topics("--check"));
    }

    @Test
    void wrongOptionsEndWithTwoAndOneLine() {
        for (String[] wrong : new String[][] {
            {"--partitions", "many"},
            {"--partitions", "no.such.topic=3"},
            {"--partitions", "0"},
            {"--replication", "99"},
            {"--replication", "1", "--min-in-sync", "2"}
        }) {
            assertEquals(2, topics(wrong), String.join(" ", wrong));
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }

    private int topics(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Cli.prepared(new CommandLine(new TopicsCommand(
                Map.of("KAFKA_BOOTSTRAP", DevStack.shared().kafka().bootstrap(), "KAFKA_TOPIC_EVENTS", events))));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
