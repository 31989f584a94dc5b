package io.qbank.exposure.command.view;

import org.jspecify.annotations.Nullable;

/** Something that learns from a topic. The same records may come again, from the beginning, and must not change the outcome. */
@FunctionalInterface
public interface View<T> {
    /**
     * Takes one record.
     *
     * @param value null for a tombstone
     */
    void apply(String key, @Nullable T value);
}
