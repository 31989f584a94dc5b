package io.qbank.exposure.command.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.qbank.exposure.command.view.RunView;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.qbank.exposure.audit");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    private final MemoryCommandLog log = new MemoryCommandLog(command -> {});
    private final StartCalibration start =
            new StartCalibration(log, new RunView(), new Ids(clock, new Random(1)::nextLong), "tenant", clock);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void eachAcceptedCommandIsOneLine() {
        String job = start.start("somebody", "EXAM", CalibrationParameters.DEFAULT, null);

        assertEquals(List.of("accepted Start command=\"" + job + "\" by=\"somebody\" for=\"tenant/EXAM\""), told());
    }

    @Test
    void whatWasNotTakenIsNotTold() {
        log.down = true;

        assertThrows(
                CommandLogUnavailableException.class,
                () -> start.start("somebody", "EXAM", CalibrationParameters.DEFAULT, null));

        assertEquals(List.of(), told());
    }

    @Test
    void nobodyForgesALineByHisName() {
        String name = "x\" for=\"y\"\\ \u2028accepted Start \u202e\ud83d\ude00 Zo\u00eb";

        start.start(name, "EXAM", CalibrationParameters.DEFAULT, null);

        String by = told().get(0).replaceFirst(".* by=", "").replaceFirst(" for=\"tenant.*", "");
        assertEquals("\"x\\\" for=\\\"y\\\"\\\\ \\u{2028}accepted Start \\u{202e}\ud83d\ude00 Zo\u00eb\"", by);
    }

    @Test
    void controlCharactersAreShownNotObeyed() {
        assertEquals("\"a\\u{a}b\\u{1b}[31m\\u{7f}\\u{d800}\"", Audit.quoted("a\nb\u001b[31m\u007f\ud800"));
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
