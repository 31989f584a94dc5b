package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever asks wrongly is told field, allowed and given in one line, and the command ends with 2. */
class BadInputTest {
    private static final String HEAD = "question_id,version,topic_id,a,b,c\n";
    private static final String GOOD = HEAD + "1,1,101,1,0,0.2\n2,1,102,1,0.5,0.2\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --tau NaN                                  | '--tau'    | a number              | NaN
            --tau 0                                    | tau        | (0, 1]                | 0
            --tau 1.5                                  | tau        | (0, 1]                | 1.5
            --tau -0.2                                 | tau        | (0, 1]                | -0.2
            --tau 1e999                                | '--tau'    | a number              | 1e999
            --n -5                                     | n          | at least 1            | -5
            --n 0                                      | n          | at least 1            | 0
            --n 1.5                                    | '--n'      | a whole number        | 1.5
            --n 99999999999                            | '--n'      | at most 2147483647    | 99999999999
            --len 0                                    | test_len   | at least 1            | 0
            --iters 0                                  | iters      | at least 1            | 0
            --alpha 0                                  | alpha      | (0, 100]              | 0
            --alpha -1                                 | alpha      | (0, 100]              | -1
            --alpha NaN                                | '--alpha'  | a number              | NaN
            --floor 0.5 --ceil 0.4                     | floor      | at most ceil          | 0.5
            --floor -0.1                               | floor      | [0, 1]                | -0.1
            --ceil 0                                   | ceil       | (0, 1]                | 0
            --theta normalish:1                        | theta_dist | normal0,1             | normalish:1
            --theta normal:0,0                         | theta_dist | (0, 20]               | 0
            --theta histogram:0=x                      | theta_dist | histogram:THETA=WEIGHT| 0=x
            --topic_tau {"999":0.2}                    | topic_tau  | 101                   | 999
            --topic_tau {"101":1.2}                    | topic_tau  | (0, 1]                | 1.2
            --topic_tau {"101":"x"}                    | topic_tau  | a number              | x
            --topic_tau {"101":NaN}                    | topic_tau  | JSON object           | NaN
            --topic_tau [0.2]                          | topic_tau  | JSON object           | [0.2]
            --topic-tau {101                           | topic_tau  | JSON object           | {101
            --topic_weights {"101":-1}                 | topic_weights | (0,                | -1
            --topic_weights {"999":1}                  | topic_weights | 101                | 999
            --seed x                                   | '--seed'   | a whole number        | x
            --method fancy                             | method     | damped, sympson_hetter| fancy
            --method exact --rejection reconsider      | rejection  | block                 | reconsider
            --rejection no                             | rejection  | reconsider, block     | no
            --ability map                              | ability    | true, eap             | map
            --rng perl                                 | rng        | default, python       | perl
            --rng python --threads 2                   | threads    | 1                     | 2
            --threads 0                                | threads    | [1, 1024]             | 0
            --verify-n -1                              | verify_n   | at least 0            | -1
            --prior-sd 0                               | prior_sd   | (0, 20]               | 0
            --grid-nodes 1                             | grid_nodes | [2, 10001]            | 1
            --n 1000000000 --iters 1000000             | n x iters  | at most 1000000000    | 1000000000 x 1000000
            --n 100 --iters 11 --max-candidates 1000   | n x iters  | at most 1000          | 100 x 11
            --progress loud                            | '--progress' | auto, plain or none | loud
            """)
    void aWrongFlagIsNamed(String flags, String field, String allowed, String given) throws IOException {
        Path pool = write(GOOD);

        CommandRun run = CommandRun.of(arguments(pool, flags.split(" ")));

        assertRefused(run, field.replace("'", ""), allowed, given);
    }

    static Stream<List<String>> wrongPools() {
        return Stream.of(
                List.of(HEAD + "1,1,101,NaN,0,0.2\n", "line 2: a", "a finite number", "NaN"),
                List.of(HEAD + "1,1,101,1,0,0.2\n2,1,101,1,zero,0.2\n", "line 3: b", "a number", "zero"),
                List.of(HEAD + "1,1,101,1,0,1.0\n", "line 2: c", "[0, 1)", "1.0"),
                List.of(HEAD + "1,1,101,-1,0,0.2\n", "line 2: a", "[0, 10]", "-1"),
                List.of(HEAD + "1,1,101,1,Infinity,0.2\n", "line 2: b", "a finite number", "Infinity"),
                List.of(HEAD + "one,1,101,1,0,0.2\n", "line 2: question_id", "a whole number", "one"),
                List.of(HEAD + "1,99999999999,101,1,0,0.2\n", "line 2: version", "32 bits", "99999999999"),
                List.of(HEAD + "1,1,algebra,1,0,0.2\n", "line 2: topic_id", "a whole number", "algebra"),
                List.of(HEAD + "1,1,101,,0,0.2\n", "line 2: a", "a number", "\"\""),
                List.of(HEAD + "1,1,101,1,0\n", "line 2", "6 fields", "5"),
                List.of(
                        HEAD + "1,1,101,1,0,0.2\r\n\r\n1,1,101,1,0,0.2\n",
                        "line 4: (question_id, version)",
                        "once",
                        "(1, 1)"),
                List.of(HEAD.replace(",c", ",c,sh_p") + "1,1,101,1,0,0.2,1.1\n", "line 2: sh_p", "[0, 1]", "1.1"),
                List.of(HEAD.replace(",c", ",c,cap") + "1,1,101,1,0,0.2,0\n", "line 2: cap", "(0, 1]", "0"),
                List.of(
                        HEAD.replace(",c", ",c,locked") + "1,1,101,1,0,0.2,maybe\n",
                        "line 2: locked",
                        "true or false",
                        "maybe"),
                List.of(
                        "question_id,version,topic_id,a,b\n1,1,101,1,0\n",
                        "line 1: column c",
                        "required",
                        "topic_id,a,b\""),
                List.of(
                        "question_id;version;topic_id;a;b;c\n",
                        "line 1: column question_id",
                        "required",
                        "question_id;version"),
                List.of("question_id,version,topic_id,a,b,c,a\n", "line 1: column \"a\"", "once", "twice"),
                List.of("", "file", "at least one item", "empty"),
                List.of("\uFEFF", "file", "at least one item", "empty"),
                List.of(HEAD, "file", "at least one item", "header alone"),
                List.of(HEAD + "\"1,1,101,1,0,0.2\n", "must be CSV", "each quote closed", "startline 2"));
    }

    @ParameterizedTest
    @MethodSource("wrongPools")
    void aWrongPoolIsNamedByLineAndColumn(List<String> wrong) throws IOException {
        Path pool = write(wrong.get(0));

        CommandRun run = CommandRun.of("--pool", pool.toString());

        assertRefused(run, wrong.get(1), wrong.get(2), wrong.get(3));
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path pool = Files.write(folder.resolve("pool.csv"), new byte[] {'a', (byte) 0xFF, (byte) 0xFE, ','});

        assertRefused(CommandRun.of("--pool", pool.toString()), "pool.csv", "UTF-8", "something else");
    }

    @Test
    void exactlyOneSourceIsNeededAndTheBankNeedsAnExam() throws IOException {
        String pool = write(GOOD).toString();

        assertRefused(CommandRun.of(), "--pool and --dsn", "one of", "neither");
        assertRefused(
                CommandRun.of("--pool", pool, "--dsn", "postgresql://h/d"), "--pool and --dsn", "exclude", "both");
        assertRefused(CommandRun.of("--dsn", "postgresql://h/d"), "--exam", "required", "not given");
        assertRefused(
                CommandRun.of("--dsn", "mysql://h/d", "--exam", "E"),
                "database address",
                "postgresql+psycopg2",
                "mysql://h/d");
        assertRefused(CommandRun.of("--pool", folder + "/none.csv"), "--pool", "existing file", "none.csv");
        assertRefused(CommandRun.of("--pool", pool, "--out", pool), "--out", "a file of its own", "pool.csv");
        assertRefused(CommandRun.of("--pool", pool, "--itres", "3"), "--itres", "--iters", "Unknown");
    }

    private Path write(String pool) throws IOException {
        return Files.writeString(folder.resolve("pool.csv"), pool);
    }

    private static String[] arguments(Path pool, String[] flags) {
        List<String> arguments = new ArrayList<>(List.of("--pool", pool.toString()));
        arguments.addAll(List.of(flags));
        return arguments.toArray(String[]::new);
    }

    private static void assertRefused(CommandRun run, String field, String allowed, String given) {
        assertAll(
                run.err(),
                () -> assertEquals(Cli.WRONGLY_ASKED, run.exit()),
                () -> assertEquals("", run.out()),
                () -> assertEquals(1, run.err().lines().count(), "one line"),
                () -> assertTrue(run.err().contains(field), "names " + field),
                () -> assertTrue(run.err().contains(allowed), "allows " + allowed),
                () -> assertTrue(run.err().contains(given), "shows " + given),
                () -> assertFalse(run.err().contains("Exception"), "no stack trace"));
    }
}
