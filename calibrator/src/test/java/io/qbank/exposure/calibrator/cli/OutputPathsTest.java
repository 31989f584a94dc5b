package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result goes exactly where its flag points, whatever the path is made of, and nothing else is touched. */
class OutputPathsTest {
    private static final String POOL = """
            question_id,version,topic_id,a,b,c
            1,1,101,1,0,0.2
            2,1,102,1,0.5,0.2
            """;

    @TempDir
    private Path folder;

    private Path pool;

    @BeforeEach
    void writeAPool() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        Files.createDirectories(folder.resolve("elsewhere/deep"));
        pool = Files.writeString(folder.resolve("in/pool.csv"), POOL);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere/deep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k.csv",
                "in/../k.csv",
                "in/deep/../../k.csv",
                "in/./deep/k.csv",
                "link/k.csv",
                "..k.csv",
                "...",
                "-k.csv",
                "~",
                "$HOME",
                "`id`;id|id",
                "%2e%2e%2fk.csv",
                "..\\k.csv",
                "k\n.csv",
                "k.csv ",
                "ключ.csv"
            })
    void theFileIsWhereThePathPointsAndNoOtherIsThere(String name) throws IOException {
        assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding"))
                .newEncoder()
                .canEncode(name));
        Set<Path> expected = files();
        Path file = folder.resolve(name);
        expected.add(file.getParent().toRealPath().resolve(file.getFileName()));

        CommandRun run = run("--out", file.toString());

        assertEquals(0, run.exit(), run.err());
        assertEquals(expected, files());
        assertTrue(Files.readString(file).startsWith("question_id,"), "k is there");
    }

    /** Folded as text, link/../k.csv would be k.csv; the system goes on from where the link leads. */
    @Test
    void afterALinkTheParentIsThatOfItsTarget() throws IOException {
        CommandRun run = run("--out", folder + "/link/../k.csv");

        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.exists(folder.resolve("elsewhere/k.csv")));
        assertFalse(Files.exists(folder.resolve("k.csv")));
    }

    @Test
    void aLinkToNothingYetLeadsToTheNewFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), Path.of("in/../elsewhere/new.csv"));

        CommandRun run = run("--out", link.toString());

        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.isRegularFile(folder.resolve("elsewhere/new.csv")));
    }

    @Test
    void twoLinksToTheSameNothingAreOneFile() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), folder.resolve("new"));
        Path other = Files.createSymbolicLink(folder.resolve("other"), folder.resolve("in/../new"));

        CommandRun run = run("--out", one.toString(), "--json", other.toString());

        assertEquals(Cli.WRONGLY_ASKED, run.exit(), run.err());
        assertTrue(run.err().contains("--json must be a file of its own"), run.err());
    }

    @Test
    void linksInACircleLeadNowhere() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("other"), one);

        CommandRun run = run("--out", one.toString());

        assertEquals(Cli.WORLD_BROKEN, run.exit(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in/pool.csv", "in/deep/../pool.csv", "alias.csv", "folder/pool.csv"})
    void thePoolIsNotOverwrittenByAnyName(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve("alias.csv"), pool);
        Files.createSymbolicLink(folder.resolve("folder"), folder.resolve("in"));

        CommandRun run = run("--out", folder + "/" + name);

        assertEquals(Cli.WRONGLY_ASKED, run.exit(), run.err());
        assertTrue(run.err().contains("--out must be a file of its own"), run.err());
        assertEquals(POOL, Files.readString(pool));
    }

    @Test
    void twoResultsDoNotShareAFileUnderTwoNames() throws IOException {
        Path file = Files.createFile(folder.resolve("k.csv"));
        Path alias = Files.createSymbolicLink(folder.resolve("alias.json"), file);

        CommandRun run = run("--out", file.toString(), "--json", alias.toString());

        assertEquals(Cli.WRONGLY_ASKED, run.exit(), run.err());
        assertTrue(run.err().contains("--json must be a file of its own"), run.err());
        assertEquals("", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "..", "in", "in/", "in/deep/..", "no/such/folder/k.csv", "in/pool.csv/k.csv", "k\0.csv"})
    void whatCannotBeAFileIsOneLineBeforeTheRunAndNothingIsLeft(String name) throws IOException {
        Set<Path> before = files();

        CommandRun run = run("--out", folder + "/" + name);

        assertTrue(run.exit() == Cli.WRONGLY_ASKED || run.exit() == Cli.WORLD_BROKEN, run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("--out"), run.err());
        assertEquals(before, files());
    }

    private CommandRun run(String... outputs) {
        List<String> arguments =
                new ArrayList<>(List.of("--pool", pool.toString(), "--n", "100", "--iters", "1", "--len", "2"));
        arguments.addAll(List.of("--verify-n", "0", "--progress", "none"));
        arguments.addAll(List.of(outputs));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.toRealPath())) {
            return new TreeSet<>(all.filter(Files::isRegularFile).toList());
        }
    }
}
