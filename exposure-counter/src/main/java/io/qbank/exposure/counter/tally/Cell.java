package io.qbank.exposure.counter.tally;

/**
 * Where a total stands.
 *
 * @param day UTC, days since 1970
 * @param item the item of {@link Kind#ITEM}, {@link #NO_ITEM} otherwise
 */
public record Cell(ExamKey exam, Kind kind, int day, Item item) {
    public static final Item NO_ITEM = new Item(0, 0);

    /** What is summed, and in how many numbers. The codes are stored. */
    public enum Kind {
        /** Exposures of an item. */
        ITEM(1, 1),
        /** Sessions, then their abilities by bin. */
        SESSIONS(2, 1 + ThetaBins.COUNT),
        /** Records by outcome code. */
        OUTCOMES(3, Outcome.CODES);

        private final int code;
        private final int slots;

        Kind(int code, int slots) {
            this.code = code;
            this.slots = slots;
        }

        public int slots() {
            return slots;
        }

        private static Kind of(int code) {
            for (Kind kind : values()) if (kind.code == code) return kind;
            throw new IllegalStateException("a stored cell is of the unknown kind " + code);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell
                && day == cell.day
                && kind == cell.kind
                && item.equals(cell.item)
                && exam.equals(cell.exam);
    }

    @Override
    public int hashCode() {
        return ((item.hashCode() * 31 + day) * 31 + kind.code) * 31 + exam.hashCode();
    }

    /** Reads {@link #toBytes()}. */
    public static Cell parse(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        ExamKey exam = new ExamKey(unpacker.text(), unpacker.text());
        Kind kind = Kind.of(unpacker.raw());
        int day = Math.toIntExact(unpacker.ordered());
        return new Cell(exam, kind, day, kind == Kind.ITEM ? new Item(unpacker.ordered(), unpacker.small()) : NO_ITEM);
    }

    /** Where the cells of an exam, kind and day begin, and those of the day before end. */
    public static byte[] begin(ExamKey exam, Kind kind, int day) {
        return prefix(exam).raw(kind.code).ordered(day).toBytes();
    }

    /** Behind all cells of an exam. */
    public static byte[] behind(ExamKey exam) {
        return prefix(exam).raw(Byte.MAX_VALUE).toBytes();
    }

    private static Packer prefix(ExamKey exam) {
        return new Packer(64).text(exam.tenantId()).text(exam.examCode());
    }

    /** As a key: cells of one exam, kind and day lie together. */
    public byte[] toBytes() {
        Packer packer = prefix(exam).raw(kind.code).ordered(day);
        if (kind == Kind.ITEM) packer.ordered(item.questionId()).number(item.version());
        return packer.toBytes();
    }
}
