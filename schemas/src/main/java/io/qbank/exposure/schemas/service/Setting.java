package io.qbank.exposure.schemas.service;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its environment variable, its default and what it means, in one object.
 *
 * @param key environment variable
 * @param byDefault as it would be written in the environment; null when it must be given
 * @param about one sentence for the README's table and {@code --help}
 * @param secret never printed
 * @param allowed what may be given, for the message when something else was
 * @param parser reads what was given; throws when it is not allowed
 */
public record Setting<T>(
        String key,
        @Nullable String byDefault,
        String about,
        boolean secret,
        String allowed,
        Function<String, T> parser) {

    /** Text. */
    public static Setting<String> text(String key, String byDefault, String about) {
        return new Setting<>(key, byDefault, about, false, "text", Function.identity());
    }

    /** Text that is never printed, and has no default. */
    public static Setting<String> secret(String key, String about) {
        return new Setting<>(key, null, about, true, "text", Function.identity());
    }

    /** A connection address: never printed, as it may hold a password. */
    public static Setting<String> address(String key, String byDefault, String about) {
        return new Setting<>(key, byDefault, about, true, "an address", Function.identity());
    }

    /** A whole number in [low, high]. */
    public static Setting<Integer> number(String key, int byDefault, int low, int high, String about) {
        return new Setting<>(
                key,
                Integer.toString(byDefault),
                about,
                false,
                "a whole number in [" + low + ", " + high + "]",
                checked(Integer::valueOf, value -> value >= low && value <= high));
    }

    /** True or false. */
    public static Setting<Boolean> flag(String key, boolean byDefault, String about) {
        return new Setting<>(key, Boolean.toString(byDefault), about, false, "true or false", Setting::truth);
    }

    /** Milliseconds in [low, high]. */
    public static Setting<Duration> millis(String key, long byDefault, long low, long high, String about) {
        return new Setting<>(
                key,
                Long.toString(byDefault),
                about,
                false,
                "milliseconds in [" + low + ", " + high + "]",
                checked(
                        text -> Duration.ofMillis(Long.parseLong(text)),
                        value -> value.toMillis() >= low && value.toMillis() <= high));
    }

    /**
     * The value the environment gives, or the default. A blank value counts as not given.
     *
     * @throws IllegalArgumentException naming the key, what is allowed and what was given
     */
    public T in(Map<String, String> environment) {
        String text = text(environment);
        try {
            return parser.apply(text);
        } catch (RuntimeException malformed) {
            // the cause of a secret would print it
            throw new IllegalArgumentException(
                    key + " must be " + allowed + ", was " + (secret ? "***" : '"' + text + '"'),
                    secret ? null : malformed);
        }
    }

    /**
     * What a log may show of the value: the text as given or by default, checked; three stars for a secret.
     *
     * @throws IllegalArgumentException as {@link #in}
     */
    public String shown(Map<String, String> environment) {
        in(environment);
        return secret ? "***" : text(environment);
    }

    private String text(Map<String, String> environment) {
        String given = environment.get(key);
        String text = given == null || given.isBlank() ? byDefault : given.trim();
        if (text == null) throw new IllegalArgumentException(key + " is required: " + about);
        return text;
    }

    private static <T> Function<String, T> checked(Function<String, T> parse, Predicate<T> valid) {
        return text -> {
            T value = parse.apply(text);
            if (!valid.test(value)) throw new IllegalArgumentException("out of range");
            return value;
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
