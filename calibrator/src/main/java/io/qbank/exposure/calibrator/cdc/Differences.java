package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Where topics and bank say different things. The two are read one after the other, so a change in between shows as a
 * difference too: looking at it again does no harm.
 */
final class Differences {
    private Differences() {}

    /** What should be looked at again so that the topics say what the bank says. Positions do not count. */
    static Touched between(BankView bank, TopicView topics, String tenantId) {
        Set<Long> questions = keys(bank.items(), topics.items(), Differences::atPositionOf).stream()
                .flatMap(key -> ItemKey.parse(tenantId, key).stream())
                .map(ItemKey::questionId)
                .collect(Collectors.toSet());
        Set<String> exams = keys(bank.policies(), topics.policies(), Differences::atPositionOf).stream()
                .map(key -> key.substring(tenantId.length() + 1))
                .collect(Collectors.toSet());
        return Touched.found(questions, exams);
    }

    /** Keys of which the topic has another value than the bank, or none, or one too many. A broken row changes nothing. */
    private static <T> Set<String> keys(Shelf<T> bank, Shelf<T> topic, BinaryOperator<T> atPositionOf) {
        Set<String> all = bank.keys();
        all.addAll(topic.keys());
        Set<String> differ = new HashSet<>();
        for (String key : all) {
            T now = bank.valid().get(key);
            T before = topic.valid().get(key);
            boolean same = now == null
                    ? bank.broken().containsKey(key)
                    : before != null && now.equals(atPositionOf.apply(before, now));
            if (!same) differ.add(key);
        }
        return differ;
    }

    private static ItemState atPositionOf(ItemState item, ItemState other) {
        return new ItemState(
                item.tenantId(),
                item.questionId(),
                item.version(),
                item.exams(),
                item.topicId(),
                item.a(),
                item.b(),
                item.c(),
                item.k(),
                item.cap(),
                item.rejection(),
                item.locked(),
                item.jobId(),
                item.effectiveFrom(),
                other.lsn(),
                item.history(),
                item.ownCap());
    }

    private static ExamPolicy atPositionOf(ExamPolicy policy, ExamPolicy other) {
        return new ExamPolicy(
                policy.tenantId(),
                policy.examCode(),
                policy.parameters(),
                policy.autoRecalibrate(),
                policy.cooldownMinutes(),
                policy.limitPerDay(),
                policy.driftAlpha(),
                policy.driftDelta(),
                policy.updatedBy(),
                policy.updatedAt(),
                other.lsn());
    }
}
