package io.qbank.exposure.counter.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes something slightly else of a message: broken bytes, cut ends, values of other types, fields twice or gone. */
public final class Mutations {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "12.0",
            "12.5",
            "1e2",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"NaN\"",
            "\"2026-11-02T09:30:00Z\"",
            "\"2026-11-02T09:30:00+02:00\"",
            "\"2026-02-30T09:30:00.5Z\"",
            "[]",
            "{\"a\":[{}]}",
            "\"item.presented\"",
            "\"response.recorded\"",
            "\"item.retired\"",
            "\"\\u0041\"",
            "\"Ä\"",
            "\"\\ud800\"",
            "\"\\n\"",
            "-20",
            "20.000001",
            "2147483648",
            "9223372036854775807",
            "1e400",
            "\"a/b\"");
    private final Random random;

    public Mutations(long seed) {
        random = new Random(seed);
    }

    /** One to three changes; sometimes none. */
    public byte[] of(byte[] message) {
        byte[] mutated = message;
        for (int changes = random.nextInt(4); changes > 0; changes--)
            mutated = random.nextInt(3) == 0 ? bytes(mutated) : value(mutated);
        return mutated;
    }

    private byte[] bytes(byte[] message) {
        if (message.length == 0) return new byte[] {(byte) random.nextInt()};
        int at = random.nextInt(message.length);
        byte[] copy = message.clone();
        switch (random.nextInt(4)) {
            case 0 -> copy[at] = (byte) random.nextInt();
            case 1 -> copy = Arrays.copyOf(message, at);
            case 2 -> System.arraycopy(message, at, copy, at / 2, message.length - at);
            default -> copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] value(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        List<Integer> colons = positions(text, ':');
        if (colons.isEmpty()) return message;
        int colon = colons.get(random.nextInt(colons.size()));
        int end = end(text, colon);
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String changed = switch (random.nextInt(3)) {
            case 0 -> text.substring(0, colon + 1) + value + text.substring(end);
            case 1 -> text.substring(0, end) + ",\"extra\":" + value + text.substring(end);
            default -> text.substring(0, Math.max(0, colon - 1)) + "_x\":" + value + text.substring(end);
        };
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private static int end(String text, int from) {
        int comma = text.indexOf(',', from);
        return comma < 0 ? Math.max(from + 1, text.lastIndexOf('}')) : comma;
    }

    private static List<Integer> positions(String text, char wanted) {
        return IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == wanted)
                .boxed()
                .toList();
    }
}
