package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.engine.ThetaDistribution;
import io.qbank.exposure.calibrator.jdbc.DatabaseUrl;
import io.qbank.exposure.devkit.Fuzz;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What people type and export: read, or refused with {@link IllegalArgumentException} on one line that says why. What was read and
 * is written again is read as the same.
 */
class ParsersFuzzTest {
    private static final int LONGEST_REFUSAL = 1_000;

    private static final String HEAD = "question_id,version,topic_id,a,b,c";
    private static final List<String> POOLS = List.of(
            HEAD + "\n1,1,7,1.2,-0.5,0.2\n2,1,,0.8,0.1,0\n",
            "\ufeff" + HEAD + ",sh_p,cap,locked\r\n1,1,7,1,0,0.2,0.5,0.2,true\r\n2,3,8,1e0,-1.5,.25,,,\r\n",
            """
            c,b,a,topic_id,version,question_id,note
            "0.2","0","1","7","1","1","a ""quoted"", note
            of two lines"
            """);
    private static final List<String> DISTRIBUTIONS = List.of(
            "normal0,1",
            "uniform",
            "point",
            "normal:-0.5,1.25",
            "uniform:-2,2.5",
            "histogram:-2=1,-1.5=3,0=10,1e0=4.5,2=0");
    private static final List<String> ADDRESSES = List.of(
            "postgresql://qbank:secret@localhost:5432/qbank",
            "postgresql+psycopg2://user@db.example.org/bank?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            "jdbc:postgresql://[2001:db8::1]:5433/b%20k?user=u&password=p%2Fw%40:",
            "postgres://u%40x:p%3A@h/d");

    @Test
    void aPoolIsReadOrRefused() {
        Fuzz fuzz = new Fuzz(Fuzz.seed(), POOLS);
        play(15_000, fuzz, text -> {
            Pool pool = PoolCsv.parse(text);

            assertFalse(pool.items().isEmpty());
            assertEquals(pool.items(), PoolCsv.parse(csv(pool)).items());
        });
    }

    @Test
    void aDistributionIsReadOrRefused() {
        Fuzz fuzz = new Fuzz(Fuzz.seed(), DISTRIBUTIONS);
        play(35_000, fuzz, text -> {
            ThetaDistribution read = ThetaDistribution.parse(text);

            assertEquals(read.wire(), ThetaDistribution.parse(read.wire()).wire());
            assertTrue(Double.isFinite(read.quantile(0.5)));
        });
    }

    @Test
    void anAddressIsReadOrRefusedAndNeverShowsItsPassword() {
        Fuzz fuzz = new Fuzz(Fuzz.seed(), ADDRESSES);
        play(35_000, fuzz, text -> {
            DatabaseUrl read = DatabaseUrl.parse(text);

            DatabaseUrl again = DatabaseUrl.parse(read.jdbc());
            assertEquals(read.host(), again.host());
            assertEquals(read.port(), again.port());
            assertEquals(read.database(), again.database());
            assertEquals(read.parameters(), again.parameters());
            assertEquals(read.jdbc(), again.jdbc());
        });
    }

    /** @param parse does what can be done with an input, or refuses it */
    private static void play(int inABuild, Fuzz fuzz, Consumer<String> parse) {
        int read = 0;
        int inputs = Fuzz.inputs(inABuild);
        for (int played = 0; played < inputs; played++) {
            String input = fuzz.text();
            try {
                parse.accept(input);
                read++;
            } catch (IllegalArgumentException refused) {
                assertRefusal(refused, input);
            } catch (RuntimeException | Error other) {
                throw new AssertionError(again(played, input), other);
            }
        }
        assertTrue(read > inputs / 100, "only " + read + " of " + inputs + " were read");
        System.out.printf("%,d inputs, %,d read, seed %d%n", inputs, read, Fuzz.seed());
    }

    private static void assertRefusal(IllegalArgumentException refused, String input) {
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("must ") || said.contains(" is required"), () -> said + " of " + input);
        assertTrue(said.length() <= LONGEST_REFUSAL, () -> said + " of " + input);
        assertTrue(said.chars().noneMatch(Character::isISOControl), () -> said + " of " + input);
    }

    private static String again(int played, String input) {
        return "input " + played + " with -Dfuzz.seed=" + Fuzz.seed() + ": " + input;
    }

    private static String csv(Pool pool) {
        return pool.items().stream()
                .map(ParsersFuzzTest::line)
                .collect(Collectors.joining("\n", "question_id,version,topic_id,a,b,c,sh_p,cap,locked\n", "\n"));
    }

    private static String line(PoolItem item) {
        return item.questionId() + "," + item.version() + "," + (item.topicId() == null ? "" : item.topicId()) + ","
                + item.a() + "," + item.b() + "," + item.c() + "," + item.k() + ","
                + (item.cap() == null ? "" : item.cap()) + "," + item.locked();
    }
}
