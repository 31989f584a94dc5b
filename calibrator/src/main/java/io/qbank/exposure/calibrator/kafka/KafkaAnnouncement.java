package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.calibrator.job.Announcement;
import io.qbank.exposure.calibrator.job.PortException;
import io.qbank.exposure.calibrator.job.Receipt;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on progress.calibration and commands.outcome. */
public final class KafkaAnnouncement implements Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAnnouncement.class);
    private static final long TRY_AGAIN_NS = Duration.ofSeconds(30).toNanos();
    private final Sender sender;
    private final CalibrationMessages messages;
    private volatile long lastTried = System.nanoTime();

    public KafkaAnnouncement(Sender sender, CalibrationMessages messages) {
        this.sender = sender;
        this.messages = messages;
    }

    // Steps on the way are told as far as that is possible: a calibration does not fail because nobody can hear of it,
    // and does not wait: while brokers are away, one step in 30 s finds out whether they are back.
    @Override
    public void progress(Step step) {
        boolean onTheWay = step.state() == State.ITERATION || step.state() == State.VERIFYING;
        if (onTheWay && sender.troubled() && System.nanoTime() - lastTried < TRY_AGAIN_NS) return;
        lastTried = System.nanoTime();
        try {
            Future<RecordMetadata> unused = send(messages.progress(step));
        } catch (PortException unheard) {
            LOG.warn("run {}: step {}/{} was not told", step.job().jobId(), step.attempt(), step.seq(), unheard);
        }
    }

    @Override
    public void outcome(Step step) {
        Progress whole = messages.progress(step);
        try {
            Sender.confirm(send(whole));
        } catch (RecordTooLargeException tooLarge) {
            LOG.warn("run {}: its outcome is too large, and is told without its report", whole.jobId(), tooLarge);
            Sender.confirm(send(CalibrationMessages.brief(whole)));
        }
    }

    @Override
    public void receipt(Receipt receipt) {
        Sender.confirm(sender.send(
                Topics.COMMAND_OUTCOMES.name(), receipt.commandId(), Json.bytes(messages.outcome(receipt))));
    }

    private Future<RecordMetadata> send(Progress progress) {
        return sender.send(
                Topics.PROGRESS.name(),
                partitions -> Progress.partition(progress.jobId(), partitions),
                progress.key(),
                Json.bytes(progress));
    }
}
