package io.qbank.exposure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import io.qbank.exposure.demo.access.Secret;
import io.qbank.exposure.devkit.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QbankMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandExplainsItself() {
        for (String command : QbankMain.commandLine().getSubcommands().keySet())
            assertEquals(0, run(command, "--help"), command);
    }

    @Test
    void whatIsAskedWronglyEndsWithTwoAndOneLineThatNamesTheOption() {
        for (String[] wrong : new String[][] {
            {"demo", "--days", "0"},
            {"demo", "--sessions", "none"},
            {"demo", "--day-seconds", "NaN"},
            {"token", "--role", "king"},
            {"simulate-candidates", "--exam", "E", "--duplicates", "1.5"},
            {"simulate-candidates", "--exam", "E", "--sessions", "0"},
            {"simulate-candidates", "--exam", "E", "--rate", "-1"},
            {"simulate-candidates", "--exam", "E", "--name", "x".repeat(101)},
            {"rollback", "--job-id", "j", "--url", "localhost:8000"},
            {"rollback", "--job-id", "j", "--url", "example.org"},
            {"bench", "counter", "--length", "0"},
            {"bench", "counter", "--items", "10", "--length", "30"},
            {"bench", "api", "--starts", "0"},
            {"bench", "latency", "--exam", "E", "--commands", "-1"},
            {"chaos", "--minutes", "0"},
            {"chaos", "--faults", "plague"},
            {"soak", "--rate", "0"},
            {"infra", "--load", "no-equals-sign"}
        }) {
            err.getBuffer().setLength(0);

            int status = run(wrong);

            assertEquals(2, status, String.join(" ", wrong));
            assertEquals(1, err.toString().lines().count(), err::toString);
            assertTrue(err.toString().contains(wrong[wrong.length - 2]), err::toString);
        }
    }

    @Test
    void aTokenIsSignedWithTheSecretOfADataDirectory(@TempDir Path directory) throws Exception {
        Secret.of(directory, ManualClock.at("2026-11-02T00:00:00Z"));

        int status = run("token", "--role", "delivery", "--data", directory.toString());

        assertEquals(0, status, err::toString);
        SignedJWT token = SignedJWT.parse(out.toString().strip());
        assertEquals(List.of("delivery"), token.getJWTClaimsSet().getStringListClaim("roles"));
    }

    @Test
    void withoutASecretATokenSaysWhereItWouldComeFrom(@TempDir Path directory) {
        int status = run("token", "--role", "viewer", "--data", directory.toString());

        assertEquals(1, status);
        assertTrue(err.toString().contains("APP_SECRET"), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = QbankMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
