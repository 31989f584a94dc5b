package io.qbank.exposure.calibrator.engine.report;

import org.jspecify.annotations.Nullable;

/**
 * Exposure of a topic's items.
 *
 * @param topicId null for items without a topic
 * @param cap the largest cap among its items
 */
public record TopicUse(@Nullable Long topicId, int items, double meanRate, double maxRate, double cap) {}
