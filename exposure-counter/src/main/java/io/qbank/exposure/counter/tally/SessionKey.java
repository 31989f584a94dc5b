package io.qbank.exposure.counter.tally;

/** One candidate's test in one exam. Hash and equality are spelled out: each event asks for them. */
public record SessionKey(ExamKey exam, String sessionId) {
    /** Key, text and array, without the exam: sessions share it. */
    private static final int BYTES = 80;

    /** Bytes of heap it takes, about. */
    public int weight() {
        return BYTES + sessionId.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKey key && sessionId.equals(key.sessionId) && exam.equals(key.exam);
    }

    @Override
    public int hashCode() {
        return sessionId.hashCode() * 31 + exam.hashCode();
    }

    /** As a key. */
    public byte[] toBytes() {
        return new Packer(64)
                .text(exam.tenantId())
                .text(exam.examCode())
                .text(sessionId)
                .toBytes();
    }

    /** Reads {@link #toBytes()}. */
    public static SessionKey parse(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        return new SessionKey(new ExamKey(unpacker.text(), unpacker.text()), unpacker.text());
    }
}
