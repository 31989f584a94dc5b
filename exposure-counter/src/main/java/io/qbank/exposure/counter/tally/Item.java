package io.qbank.exposure.counter.tally;

/** One version of a question. Hash and equality are spelled out: each row asks for them several times. */
public record Item(long questionId, int version) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Item item && questionId == item.questionId && version == item.version;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(questionId) * 31 + version;
    }
}
