package io.qbank.exposure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send ends up in messages: a record of theirs must not look like two, nor paint the terminal of who reads it. */
class LogForgingTest {
    private static final String LINE = "2026-11-02T09:30:00.000Z ERROR [main] forged";
    private static final String FORGED = "a\r\n" + LINE + "\u001b[31m\u2028b\u2029c\u0085d\u202ee\u2066f\u0000g\u0007";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../calibrator/src/main/resources/logback.xml",
                "../command-api/src/main/resources/logback.xml",
                "../exposure-counter/src/main/resources/logback.xml",
                "src/main/resources/qbank-console-logback.xml",
                "src/main/resources/qbank-file-logback.xml"
            })
    void aRecordIsOneLineAndTheLinesOfAnExceptionBeginWithATab(String configuration) throws Exception {
        Exception broken = new IllegalStateException(FORGED, new IllegalArgumentException("because " + FORGED));

        String plain = logged(configuration, "was \"" + FORGED + '"', null);
        String thrown = logged(configuration, FORGED, broken);

        assertEquals(1, plain.lines().count(), plain);
        assertTrue(plain.contains(LINE + "?[31m?b?c?d?e?f?g?"), plain);
        assertEquals(1, thrown.lines().filter(line -> !line.startsWith("\t")).count(), thrown);
        assertTrue(thrown.contains("\n\tCaused by: java.lang.IllegalArgumentException: because a"), thrown);
        for (String written : List.of(plain, thrown))
            assertTrue(
                    written.chars().noneMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c)),
                    () -> "control characters in " + written);
    }

    private String logged(String configuration, String message, Throwable thrown) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("qbank.log", directory.resolve("qbank.log").toString());
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(configuration);
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            Appender<ILoggingEvent> appender = root.iteratorForAppenders().next();
            byte[] written = ((OutputStreamAppender<ILoggingEvent>) appender)
                    .getEncoder()
                    .encode(new LoggingEvent("", root, Level.ERROR, message, thrown, null));
            return new String(written, StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }
}
