package io.qbank.exposure.calibrator.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Spelling of enum constants outside the program: snake_case. */
final class Wire {
    private Wire() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E parse(String field, E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> of(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Check.refused(
                        field,
                        "one of " + Arrays.stream(values).map(Wire::of).collect(Collectors.joining(", ")),
                        "\"" + text + "\""));
    }
}
