package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.drift.ExamDrift;
import io.qbank.exposure.counter.drift.JobIds;
import io.qbank.exposure.counter.drift.Population;
import io.qbank.exposure.counter.drift.Recalibration;
import io.qbank.exposure.counter.drift.Tested;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.ThetaBins;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.topic.Keys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Says what the test has found: evidence, alerts, and the command of the run that an alert starts. An alert and its command
 * are of one transaction, and the run's id follows from what caused it: so one alert cannot start two runs, whatever crashes
 * and whatever is replayed. One thread.
 */
final class Announcing {
    private static final String AUTHOR = "exposure-counter";
    /** Items named in one alert: more would not fit a record, and nobody would read them. */
    private static final int MOST_NAMED = 1_000;
    /** Population of an automatic run: the latest days, as many as it takes, and no more than these. */
    private static final int POPULATION_DAYS = 7;

    private static final double MOST_THRESHOLD = 1e12;

    private final Clock clock;
    private final ProcessorContext<String, Object> context;
    private final DriftMeters meters;

    Announcing(Clock clock, ProcessorContext<String, Object> context, DriftMeters meters) {
        this.clock = clock;
        this.context = context;
        this.meters = meters;
    }

    /**
     * A day that is judged.
     *
     * @param at when it closes, which is the moment of whatever follows from it
     * @param policy of the exam, if it has one
     * @param inTime false where late events made a closed day be looked at again
     */
    record Close(ExamKey exam, int day, Instant at, Optional<ExamPolicy> policy, boolean inTime) {
        double alpha() {
            return policy.map(ExamPolicy::driftAlpha).orElse(ExamPolicy.DEFAULT_DRIFT_ALPHA);
        }

        double delta() {
            return policy.map(ExamPolicy::driftDelta).orElse(ExamPolicy.DEFAULT_DRIFT_DELTA);
        }

        double threshold(List<Tested> tested) {
            return Math.min(Math.max(1, tested.size()) / alpha(), MOST_THRESHOLD);
        }
    }

    /** Publishes the evidence after a day where it is new. */
    void evidence(Close day, List<Tested> tested, boolean provisional, Shown shown) {
        double threshold = day.threshold(tested);
        LocalDate date = LocalDate.ofEpochDay(day.day());
        for (Tested item : tested) {
            if (!item.evidence().of(item.epoch())) continue;
            if (!shown.differs(day.day(), item.item(), item.lnE(), provisional)) continue;
            Evidence row = new Evidence(
                    day.exam().tenantId(),
                    day.exam().examCode(),
                    item.item().questionId(),
                    item.item().version(),
                    date,
                    bounded(item.lnE()),
                    threshold,
                    item.cap() * (1 + day.delta()),
                    item.epoch(),
                    provisional);
            forward(Keys.itemDay(row.tenantId(), row.examCode(), row.questionId(), row.version(), date), row);
        }
    }

    /** Raises an alert if the day calls for one, and starts a run if the policy allows it. */
    void judge(Close close, ExamDrift state, Folding folding, List<Tested> tested) {
        state.enter(folding.epoch(close.at()));
        meters.judged(close.exam(), close.threshold(tested), tested);
        List<Tested> drifted = Tested.drifted(tested, close.alpha());
        if (drifted.isEmpty()) return;
        boolean news = !drifted.stream().allMatch(Tested::alerted);
        Optional<String> refusal =
                Recalibration.refusal(close.policy().map(Announcing::rules), state.runs(), close.at());
        if (!news && !(close.inTime() && refusal.isEmpty() && state.callsForRun())) return;
        Instant epoch = folding.epoch(close.at());
        int number = refusal.isPresent() ? state.alertWithoutRun() : state.alertWithRun(close.at());
        Optional<String> jobId = refusal.isPresent()
                ? Optional.empty()
                : Optional.of(JobIds.of(close.exam().text(), epoch.toString(), Integer.toString(number)));
        alert(close, number, epoch, drifted, jobId, refusal);
        jobId.ifPresent(id -> start(close, id, epoch, folding));
        drifted.forEach(folding::alerted);
        meters.alerted(close.exam(), jobId.isPresent());
    }

    private void alert(
            Close close,
            int number,
            Instant epoch,
            List<Tested> drifted,
            Optional<String> jobId,
            Optional<String> refusal) {
        List<DriftEvent.DriftedItem> items = drifted.stream()
                .limit(MOST_NAMED)
                .map(item -> new DriftEvent.DriftedItem(
                        item.item().questionId(),
                        item.item().version(),
                        bounded(item.lnE()),
                        item.evidence().observed(),
                        item.cap()))
                .toList();
        ExamKey exam = close.exam();
        forward(
                Keys.exam(exam.tenantId(), exam.examCode()),
                new DriftEvent(
                        exam.tenantId(),
                        exam.examCode(),
                        LocalDate.ofEpochDay(close.day()),
                        number,
                        epoch,
                        items,
                        jobId.orElse(null),
                        refusal.orElse(null),
                        close.at()));
    }

    private void start(Close close, String jobId, Instant epoch, Folding folding) {
        CalibrationParameters parameters =
                close.policy().map(ExamPolicy::parameters).orElse(CalibrationParameters.DEFAULT);
        long[] bins = new long[ThetaBins.COUNT];
        for (int back = 0; back < POPULATION_DAYS && Arrays.stream(bins).sum() < Population.LEAST_SESSIONS; back++)
            folding.abilities(close.day() - back, bins);
        CalibrationParameters observed = Population.histogram(bins, ThetaBins.LOW, ThetaBins.HIGH)
                .map(parameters::withThetaDist)
                .orElse(parameters);
        ExamKey exam = close.exam();
        CalibrationCommand start = new CalibrationCommand.Start(
                "drift-" + jobId,
                exam.tenantId(),
                AUTHOR,
                close.at(),
                Trigger.DRIFT,
                jobId,
                exam.examCode(),
                observed,
                epoch.equals(Instant.EPOCH) ? null : epoch);
        forward(start.key(), start);
    }

    private void forward(String key, Object value) {
        context.forward(new Record<>(key, value, clock.millis()));
    }

    private static Recalibration.Rules rules(ExamPolicy policy) {
        return new Recalibration.Rules(
                policy.autoRecalibrate(), Duration.ofMinutes(policy.cooldownMinutes()), policy.limitPerDay());
    }

    private static double bounded(double lnE) {
        return Math.max(-Evidence.MAX_LN_E, Math.min(Evidence.MAX_LN_E, lnE));
    }
}
