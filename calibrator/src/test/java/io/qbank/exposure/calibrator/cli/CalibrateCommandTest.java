package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    @TempDir
    private Path folder;

    private Path pool;

    @BeforeEach
    void writeAPool() throws IOException {
        String items = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> i + ",1," + (101 + i % 2) + ",1." + i % 10 + "," + (i - 20) / 10.0 + ",0.2")
                .collect(Collectors.joining("\n"));
        pool = Files.writeString(folder.resolve("pool.csv"), "question_id,version,topic_id,a,b,c\n" + items);
    }

    @Test
    void whatScriptsReadIsOnStandardOutputAsV7PrintedItAndNothingElse() {
        CommandRun run = run("--n", "50", "--iters", "2", "--len", "5");

        assertEquals(0, run.exit());
        assertTrue(
                run.out()
                        .matches("history= \\[\\{'iter': 1, 'avg_exp': [0-9.e-]+, 'max_over': [0-9.e-]+}, "
                                + "\\{'iter': 2, 'avg_exp': [0-9.e-]+, 'max_over': -?[0-9.e-]+}]\\R"),
                run.out());
    }

    @Test
    void whatPeopleReadIsOnStandardErrorProgressVerdictAndAdvice() {
        CommandRun run = run("--n", "50", "--iters", "2", "--len", "5", "--progress", "plain", "--tau", "0.13");

        assertAll(
                run.err(),
                () -> assertTrue(run.err().contains("iteration 1 of 2 ")),
                () -> assertTrue(run.err().contains("iteration 2 of 2 ")),
                () -> assertTrue(run.err().contains("verifying on 2000 fresh candidates")),
                () -> assertTrue(run.err().contains("verdict: not_converged. These k do not hold the caps.")),
                () -> assertTrue(run.err().contains("advice: Method damped")));
    }

    @Test
    void theReportSpellsEverythingAsTheContractDoes() throws IOException {
        Path report = folder.resolve("report.json");

        run("--json", report.toString(), "--n", "50", "--len", "5", "--topic-tau", "{\"101\":0.25}", "--dry-run");

        JsonNode written = new ObjectMapper().readTree(report.toFile());
        assertEquals(List.of("iter", "avg_exp", "max_over"), names(written.at("/history/0")));
        assertEquals(
                List.of("question_id", "version", "topic_id", "k", "cap", "administered", "proposed", "rate"),
                names(written.at("/items/0")));
        assertEquals(40, written.get("items").size());
        assertEquals(0.25, written.at("/items/1/cap").asDouble());
        assertTrue(names(written)
                .containsAll(List.of(
                        "parameters",
                        "history",
                        "items",
                        "verdict",
                        "converged",
                        "advice",
                        "feasible",
                        "verification")));
        assertTrue(names(written.get("verification"))
                .containsAll(List.of(
                        "n",
                        "max_rate",
                        "max_over",
                        "over_cap_items",
                        "overlap",
                        "unused",
                        "at_floor",
                        "at_one",
                        "forced",
                        "rmse",
                        "bias",
                        "strata",
                        "topics")));
        assertTrue(names(written.at("/verification/strata/0"))
                .containsAll(List.of("theta_low", "theta_high", "max_rate")));
        assertTrue(names(written.at("/verification/topics/0"))
                .containsAll(List.of("topic_id", "mean_rate", "max_rate", "cap")));
        assertEquals(5, written.at("/parameters/test_len").asInt());
        assertEquals(0.25, written.at("/parameters/topic_tau/101").asDouble());
    }

    @Test
    void theSameSeedGivesTheSameFilesForAnyNumberOfThreads() throws IOException {
        Path one = folder.resolve("one.json");
        Path two = folder.resolve("two.json");

        run("--json", one.toString(), "--seed", "7", "--threads", "1", "--len", "5");
        run("--json", two.toString(), "--seed", "7", "--threads", "2", "--len", "5");

        assertEquals(Files.readString(one), Files.readString(two));
    }

    @Test
    void kIsWrittenAsNumbersInThePoolsOrder() throws IOException {
        Path csv = folder.resolve("k.csv");

        run("--out", csv.toString(), "--len", "5");

        List<String> lines = Files.readAllLines(csv);
        assertEquals("question_id,version,topic_id,k,cap,rate", lines.get(0));
        assertTrue(lines.get(1).matches("1,1,102,[0-9.E-]+,0\\.2,[0-9.E-]+"), lines.get(1));
        assertEquals(41, lines.size());
    }

    @Test
    void aPoolIsReadWithMarkCarriageReturnsQuotesAndColumnsInAnyOrder() throws IOException {
        String body = """
                \uFEFFc,"b",a,topic_id,version,question_id,note,cap,locked,sh_p
                0.2,0,1,,1,9,"x, ""y""
                z",0.4,true,0.5

                "0.1", -1 ,2,7,3,8,,,,
                """.replace("\n", "\r\n");
        Files.writeString(pool, body);
        Path report = folder.resolve("report.json");

        CommandRun run = run("--json", report.toString(), "--len", "1");

        assertEquals(0, run.exit(), run.err());
        JsonNode items = new ObjectMapper().readTree(report.toFile()).get("items");
        assertEquals(9, items.at("/0/question_id").asLong());
        assertTrue(items.at("/0/topic_id").isNull());
        assertEquals(0.5, items.at("/0/k").asDouble());
        assertEquals(0.4, items.at("/0/cap").asDouble());
        assertEquals(3, items.at("/1/version").asInt());
    }

    @Test
    void aFileThatCannotBeWrittenIsReportedBeforeTheRun() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));

        CommandRun missing = run("--json", folder.resolve("no/such/report.json").toString(), "--progress", "plain");
        CommandRun directory = run("--report", taken.toString(), "--progress", "plain");

        assertEquals(Cli.WORLD_BROKEN, missing.exit());
        assertEquals(1, missing.err().lines().count(), missing.err());
        assertTrue(missing.err().contains("--json must be in an existing folder"), missing.err());
        assertEquals(Cli.WORLD_BROKEN, directory.exit());
        assertTrue(directory.err().contains("--report must be a file"), directory.err());
    }

    @Test
    void anOldFileIsReplacedAndNothingIsLeftBeside() throws IOException {
        Path csv = Files.writeString(folder.resolve("k.csv"), "old");

        run("--out", csv.toString(), "--len", "5");

        assertTrue(Files.readString(csv).startsWith("question_id,"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("k.csv", "pool.csv"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aDatabaseOutOfReachIsOneLineWithoutThePassword() {
        CommandRun run = CommandRun.of("--dsn", "postgresql://qbank:hush@127.0.0.1:1/qbank", "--exam", "E");

        assertEquals(Cli.WORLD_BROKEN, run.exit());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("127.0.0.1:1") && !run.err().contains("hush"), run.err());
    }

    @Test
    void anExamAloneIsLookedForInTheDatabaseOfTheEnvironment() {
        CommandRun found = CommandRun.at("postgresql://h/d", "--exam", "E", "--progress", "none");
        CommandRun named = CommandRun.at("postgresql://h/d", "--exam", "E", "--dsn", "postgresql://other/d");

        assertEquals(0, found.exit(), found.err());
        assertTrue(found.out().contains("No items found for postgresql://h/d E"), found.out());
        assertTrue(named.out().contains("No items found for postgresql://other/d E"), named.out());
        assertEquals(2, CommandRun.at("postgresql://h/d").exit(), "nothing is calibrated unasked");
    }

    @Test
    void helpShowsEveryFlagOfV7() {
        CommandRun run = CommandRun.of("--help");

        assertEquals(0, run.exit());
        for (String flag : List.of(
                "--dsn",
                "--exam",
                "--exam_code",
                "--tau",
                "--n",
                "--len",
                "--test_len",
                "--iters",
                "--alpha",
                "--theta",
                "--theta_dist",
                "--floor",
                "--ceil",
                "--seed",
                "--topic_tau",
                "--topic_weights",
                "--dry_run")) assertTrue(run.out().contains(flag), flag);
        assertTrue(run.out().contains("Examples:"));
    }

    private CommandRun run(String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of("--pool", pool.toString(), "--verify-n", "2000"), Stream.of(more))
                .toList();
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(entry -> entry.getKey()).toList();
    }
}
