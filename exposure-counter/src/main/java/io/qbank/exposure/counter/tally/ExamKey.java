package io.qbank.exposure.counter.tally;

/** One exam of one tenant: everything that is counted belongs to one. Hash and equality are spelled out: each event asks. */
public record ExamKey(String tenantId, String examCode) {
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ExamKey key && examCode.equals(key.examCode) && tenantId.equals(key.tenantId));
    }

    @Override
    public int hashCode() {
        return tenantId.hashCode() * 31 + examCode.hashCode();
    }

    /** As Keys.exam spells it. */
    public String text() {
        return tenantId + '/' + examCode;
    }

    /** Reads {@link #text()}: a tenant holds no slash, an exam code may. */
    public static ExamKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("an exam key must be tenant/exam, was " + text);
        return new ExamKey(text.substring(0, slash), text.substring(slash + 1));
    }
}
