package io.qbank.exposure.counter.store;

import io.qbank.exposure.counter.drift.ExamDrift;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Unpacker;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far the test of each exam of a task has come. */
public final class DriftExamStore extends WriteBehindStore<ExamKey, ExamDrift> {
    /** The object with a month of days. */
    private static final int EXAM_BYTES = 4_096;

    DriftExamStore(KeyValueStore<Bytes, byte[]> stored, CacheBudget budget) {
        super(stored, budget);
    }

    /** The exam's state, new at first. */
    public ExamDrift of(ExamKey exam) {
        ExamDrift known = find(exam);
        return known == null ? new ExamDrift() : known;
    }

    @Override
    byte[] keyBytes(ExamKey exam) {
        return new Packer(48).text(exam.tenantId()).text(exam.examCode()).toBytes();
    }

    @Override
    ExamKey parseKey(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        return new ExamKey(in.text(), in.text());
    }

    @Override
    byte[] valueBytes(ExamDrift exam) {
        return exam.toBytes();
    }

    @Override
    ExamDrift parse(ExamKey exam, byte[] bytes) {
        return ExamDrift.parse(bytes);
    }

    @Override
    int weight(ExamKey exam, ExamDrift state) {
        return EXAM_BYTES;
    }
}
