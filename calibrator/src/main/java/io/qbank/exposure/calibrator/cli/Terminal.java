package io.qbank.exposure.calibrator.cli;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether somebody is looking. */
final class Terminal {
    private Terminal() {}

    /** True if input and output are a terminal that can move its cursor. */
    @SuppressWarnings("SystemConsoleNull") // null up to JDK 21; isTerminal asks from 22 on
    static boolean isPresent() {
        Console console = System.console();
        return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
    }

    /** From JDK 22 on there is always a console, and it says itself whether it is a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (Boolean) isTerminal.invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
