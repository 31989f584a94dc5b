package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.item.ExamPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The exams' policies. One writer, many readers. */
public final class PolicyView implements View<ExamPolicy> {
    private final Map<String, ExamPolicy> policies = new ConcurrentHashMap<>();

    /** An older position in the bank's log never replaces a newer; a tombstone takes the policy away. */
    @Override
    public void apply(String key, @Nullable ExamPolicy policy) {
        if (policy == null) policies.remove(key.substring(key.indexOf('/') + 1));
        else policies.merge(policy.examCode(), policy, (known, given) -> given.lsn() < known.lsn() ? known : given);
    }

    /** An exam's policy, if one was ever set. */
    public Optional<ExamPolicy> policy(String examCode) {
        return Optional.ofNullable(policies.get(examCode));
    }
}
