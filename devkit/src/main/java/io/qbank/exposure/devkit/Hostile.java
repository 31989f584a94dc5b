package io.qbank.exposure.devkit;

import java.util.List;

/** Texts that have done harm elsewhere: to a database, a page, a file system, a log, a spreadsheet, a template, a terminal. */
public final class Hostile {
    /** Without control characters: what may be a name here, and must then be kept and shown as it is. */
    private static final List<String> PRINTABLE = List.of(
            "'; drop table calibration_run; --",
            "\" or \"\"=\"",
            "1' or pg_sleep(9) is null or '1",
            "<script>fetch('/v1/config')</script>",
            "<img src=x onerror=alert(1)>",
            "</script><!--",
            "javascript:alert(1)",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "=cmd|'/c calc'!A0",
            "+1+cmd|'/c calc'!A0",
            "@SUM(1+1)*cmd|'/c calc'!A0",
            "-2+3",
            "{{7*7}}",
            "${jndi:ldap://127.0.0.1:1/a}",
            "#{T(java.lang.Runtime)}",
            "%n%s%x%p",
            "\u202egnp.exe",
            "a\u2028b",
            "{\"a\":1}",
            "😀 日本語 ü",
            "a/b");

    /** With control characters: forged log lines, a terminal's escapes, the end of a C string. */
    private static final List<String> CONTROL = List.of(
            "a\r\n2026-11-02T09:30:00.000Z ERROR [main] forged",
            "a\nSet-Cookie: b",
            "\u001b[2J\u001b[31mred",
            "a\u0000b",
            "\u0007",
            "a\u0085b",
            "=1+1\tA",
            "\ud800");

    private Hostile() {}

    public static List<String> printable() {
        return PRINTABLE;
    }

    public static List<String> control() {
        return CONTROL;
    }
}
