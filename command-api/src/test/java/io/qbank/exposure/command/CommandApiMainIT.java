package io.qbank.exposure.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.service.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What whoever starts the program reads when it does not start. */
class CommandApiMainIT {
    private final StringWriter told = new StringWriter();

    @Test
    void helpListsTheSettingsAsTheyAre() {
        CommandLine line =
                CommandApiMain.line(Map.of(), List.of(Setting.text("SHARE", "50%", "Half of all, 50%n or %d of it.")));

        String help = line.getUsageMessage();

        assertTrue(help.contains("Half of all, 50%n or %d of it."), help);
        assertTrue(help.contains("default: 50%"), help);
    }

    @Test
    void wrongSettingsAreOneLine() {
        int code = execute(Map.of("APP_SECRET", TestTokens.SECRET, "HTTP_PORT", "eighty"));

        assertEquals(2, code);
        assertEquals(
                "command-api: HTTP_PORT must be a whole number in [0, 65535], was \"eighty\"",
                told.toString().strip());
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = execute(Map.of(
                    "APP_SECRET",
                    TestTokens.SECRET,
                    "KAFKA_BOOTSTRAP",
                    DevStack.shared().kafka().bootstrap(),
                    "HTTP_PORT",
                    Integer.toString(taken.getLocalPort())));

            assertEquals(1, code);
            assertEquals(1, told.toString().lines().count(), told::toString);
            assertTrue(
                    told.toString().startsWith("command-api: cannot listen on 127.0.0.1:" + taken.getLocalPort()),
                    told::toString);
        }
    }

    @Test
    void anAddressThatDoesNotExistIsOneLine() {
        int code = execute(Map.of("APP_SECRET", TestTokens.SECRET, "HTTP_HOST", "no such host", "HTTP_PORT", "0"));

        assertEquals(1, code);
        assertEquals(1, told.toString().lines().count(), told::toString);
        assertTrue(told.toString().startsWith("command-api: "), told::toString);
    }

    private int execute(Map<String, String> environment) {
        CommandLine line = CommandApiMain.line(environment, CommandApiConfig.SETTINGS);
        line.setErr(new PrintWriter(told, true));
        return line.execute();
    }
}
