package io.qbank.exposure.command.submit;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of who did what: one line a command that was accepted, in a form that nobody can forge by what he calls himself. */
final class Audit {
    /** A logger of its own, so that it can be kept elsewhere and for longer. */
    private static final Logger LOG = LoggerFactory.getLogger("io.qbank.exposure.audit");

    private Audit() {}

    /** Notes a command that is on the broker. */
    static void accepted(CalibrationCommand command) {
        LOG.info(
                "accepted {} command={} by={} for={}",
                command.getClass().getSimpleName(),
                quoted(command.commandId()),
                quoted(command.requestedBy()),
                quoted(command.key()));
    }

    /** In quotes, and everything escaped that could end them, begin a line, or turn the direction of writing. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') quoted.append('\\').appendCodePoint(point);
            else if (visible(point)) quoted.appendCodePoint(point);
            else quoted.append(String.format("\\u{%x}", point));
        });
        return quoted.append('"').toString();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
