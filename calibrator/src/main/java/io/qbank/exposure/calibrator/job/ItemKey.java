package io.qbank.exposure.calibrator.job;

/** One version of a question. */
public record ItemKey(long questionId, int version) {
    @Override
    public String toString() {
        return questionId + "/" + version;
    }
}
