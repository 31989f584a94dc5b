package io.qbank.exposure.devkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Inputs that are nearly right, from examples that are: cut, doubled, spliced, sprinkled with what has broken parsers before. The
 * same seed gives the same inputs. A build plays a small share of them; {@code -Pfuzz} plays a hundred times as many. One thread.
 */
public final class Fuzz {
    private static final int LONGEST = 4_000;
    private static final List<String> TROUBLE = List.of(
            "",
            "\0",
            "\r\n",
            "\t",
            "\u001b[31m",
            "\u202e",
            "\u2028",
            "\ufeff",
            "\ud800",
            "😀",
            "é",
            "½",
            "\"",
            "'",
            "\\",
            "`",
            "%",
            "%zz",
            "%00",
            "%2e%2e%2f",
            "../",
            "//",
            "/",
            ":",
            "::",
            "@",
            "@@",
            "#",
            "?",
            "&",
            "&&",
            "=",
            ",",
            ",,",
            ";",
            "[",
            "]",
            "{",
            "}",
            "{{7*7}}",
            "${jndi:ldap://x}",
            "<script>",
            "' or 1=1 --",
            "=cmd|'/c calc'!A0",
            "-",
            "+",
            "0",
            "-0",
            "1",
            "-1",
            "00",
            "1.",
            ".5",
            "1e1",
            "1e999",
            "1e-999",
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "0x10",
            "0x1p3",
            "1d",
            "1f",
            "NaN",
            "-Infinity",
            "Infinity",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999",
            "null",
            "true",
            "nul",
            "١٢",
            "1_000",
            "1,5",
            " ",
            "  ");

    private final Random random;
    private final List<String> examples;

    /** Starts from some examples, of which there is at least one. */
    public Fuzz(long seed, List<String> examples) {
        random = new Random(seed);
        this.examples = List.copyOf(examples);
    }

    /** The seed of this build: {@code -Dfuzz.seed}. */
    public static long seed() {
        return Long.getLong("fuzz.seed", 20_261_125L);
    }

    /** How many inputs, where a build plays some: {@code -Dfuzz.times} as many. */
    public static int inputs(int inABuild) {
        return Math.multiplyExact(inABuild, Integer.getInteger("fuzz.times", 1));
    }

    /** The next input; now and then an example as it is. */
    public String text() {
        String text = example();
        for (int changes = random.nextInt(5); changes > 0; changes--) text = changed(text);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The next input in UTF-8, some of its bytes broken now and then. */
    public byte[] bytes() {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        for (int flips = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; flips > 0 && bytes.length > 0; flips--)
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private String example() {
        return examples.get(random.nextInt(examples.size()));
    }

    private String changed(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(9));
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, from) + trouble() + text.substring(from);
            case 1, 2 -> text.substring(0, from) + trouble() + text.substring(to);
            case 3 -> text.substring(0, from) + text.substring(to);
            case 4 -> text.substring(0, to) + text.substring(from);
            case 5 ->
                text.substring(0, from) + text.substring(from, to).repeat(1 + random.nextInt(60)) + text.substring(to);
            case 6 ->
                text.substring(0, from)
                        + (char) random.nextInt(random.nextInt(16) == 0 ? 0x10000 : 0x80)
                        + text.substring(to);
            default -> spliced(text, from);
        };
    }

    private String spliced(String text, int from) {
        String other = example();
        return text.substring(0, from) + other.substring(random.nextInt(other.length() + 1));
    }

    private String trouble() {
        return TROUBLE.get(random.nextInt(TROUBLE.size()));
    }
}
