package io.qbank.exposure.calibrator.cdc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which keys the topics hold: who re-reads a question finds what is published now, and must know what was, to take it
 * back. A few dozen bytes an item. Not thread-safe.
 */
final class PublishedKeys {
    private final String tenantId;
    private final Map<Long, Set<String>> items = new HashMap<>();
    private final Set<String> policies = new HashSet<>();

    PublishedKeys(String tenantId) {
        this.tenantId = tenantId;
    }

    /** Also holds what these topics hold. */
    void add(TopicView topics) {
        topics.items().keys().forEach(this::addItem);
        policies.addAll(topics.policies().keys());
    }

    void addItem(String key) {
        ItemKey.parse(tenantId, key)
                .ifPresent(item -> items.computeIfAbsent(item.questionId(), none -> new HashSet<>(1))
                        .add(key));
    }

    void removeItem(String key) {
        ItemKey.parse(tenantId, key)
                .ifPresent(item -> items.computeIfPresent(item.questionId(), (question, keys) -> {
                    keys.remove(key);
                    return keys.isEmpty() ? null : keys;
                }));
    }

    /** Of all versions of a question; unmodifiable, as of now. */
    Set<String> ofQuestion(long questionId) {
        return Set.copyOf(items.getOrDefault(questionId, Set.of()));
    }

    void addPolicy(String key) {
        policies.add(key);
    }

    void removePolicy(String key) {
        policies.remove(key);
    }

    boolean holdsPolicy(String key) {
        return policies.contains(key);
    }
}
