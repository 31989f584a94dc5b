package io.qbank.exposure.devkit;

/**
 * One item of a sample pool.
 *
 * @param a discrimination on the D = 1.7 metric
 * @param b difficulty, logits
 * @param c probability of a correct guess
 * @param k exposure control parameter to begin with
 */
public record SampleItem(long questionId, int version, long topicId, double a, double b, double c, double k) {}
