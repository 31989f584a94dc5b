package io.qbank.exposure.counter.tally;

/** One version of a question. */
public record Item(long questionId, int version) {}
