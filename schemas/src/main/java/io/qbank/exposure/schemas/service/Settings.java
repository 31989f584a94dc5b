package io.qbank.exposure.schemas.service;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A service's list of settings: its help text, its README table and its one log line at the start. */
public final class Settings {
    private Settings() {}

    /** One paragraph a setting, and one about what is passed through to Kafka's clients, for {@code --help}. */
    public static String help(List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "  %s%n      %s%n      default: %s%n"
                        .formatted(
                                setting.key(),
                                setting.about(),
                                setting.byDefault() == null ? "none, required" : setting.byDefault()))
                .collect(Collectors.joining("", "", KafkaClients.HELP));
    }

    /** Markdown rows: variable, default, meaning. */
    public static List<String> rows(List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `%s` | %s | %s |"
                        .formatted(
                                setting.key(),
                                setting.byDefault() == null
                                        ? "required"
                                        : setting.byDefault().isEmpty() ? "none" : '`' + setting.byDefault() + '`',
                                setting.about()))
                .toList();
    }

    /**
     * What a service runs with, and what it passes through to Kafka's clients, secrets hidden.
     *
     * @throws IllegalArgumentException naming the first setting that is wrong
     */
    public static String effective(List<Setting<?>> settings, Map<String, String> environment) {
        String passed = KafkaClients.shown(environment);
        return settings.stream()
                .map(setting -> setting.key() + '=' + setting.shown(environment))
                .collect(Collectors.joining(" ", "", passed.isEmpty() ? "" : " kafka: " + passed));
    }
}
