package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Many candidates at once. Each takes the k that hold when he begins; everybody's events go out in the order in which they
 * happen, and a share of them once more some minutes later, as at-least-once delivery does. One thread.
 */
public final class Crowd {
    private static final Duration LATEST_REPEAT = Duration.ofMinutes(10);
    private static final Duration FRESH = Duration.ofMillis(200);
    private final KafkaClients kafka;
    private final Topic<QbankEvent> topic;
    private final Exam exam;

    public Crowd(KafkaClients kafka, Topic<QbankEvent> topic, Exam exam) {
        this.kafka = kafka;
        this.topic = topic;
        this.exam = exam;
    }

    /**
     * What the candidates sit.
     *
     * @param length items a candidate
     * @param duplicates share of the events that are sent twice, [0, 1]
     * @param ability mean of the candidates' abilities, logits, [-4, 4]; their standard deviation is 1
     */
    public record Exam(String tenantId, String examCode, int length, double duplicates, double ability) {
        public Exam {
            if (length < 1) throw new IllegalArgumentException("length must be at least 1, was " + length);
            if (!(duplicates >= 0 && duplicates <= 1))
                throw new IllegalArgumentException("duplicates must be in [0, 1], was " + duplicates);
            if (!(Math.abs(ability) <= 4))
                throw new IllegalArgumentException("ability must be in [-4, 4], was " + ability);
        }
    }

    /**
     * Plays all sessions of a timetable.
     *
     * @param name begins the sessions' ids; another name, another crowd
     * @param seed of abilities, answers, rejections and repeats
     * @param recount takes note of what was sent
     * @throws IllegalStateException if the exam has no items, or the brokers refused an event
     */
    public void play(String name, Timetable timetable, long seed, Pace pace, Recount recount)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
        try (ItemFeed feed = ItemFeed.open(kafka);
                EventSender sender = EventSender.open(kafka, topic)) {
            Selection selection = new Selection(feed);
            for (int session = 0; session < timetable.sessions(); session++) {
                Instant start = timetable.start(session);
                sendUntil(start, due, pace, sender, recount);
                SplittableRandom own = random.split();
                double theta = exam.ability() + own.nextGaussian();
                Sitting sitting = new Sitting(
                        exam.tenantId(),
                        exam.examCode(),
                        name + '-' + session,
                        start,
                        theta,
                        selection.now().administer(theta, own));
                for (QbankEvent event : sitting.events()) {
                    due.add(new Due(event.occurredAt(), event));
                    if (own.nextDouble() < exam.duplicates())
                        due.add(new Due(
                                event.occurredAt().plusMillis(own.nextLong(1, LATEST_REPEAT.toMillis())), event));
                }
            }
            sendUntil(Instant.MAX, due, pace, sender, recount);
            sender.flush();
        }
    }

    private static void sendUntil(Instant end, PriorityQueue<Due> due, Pace pace, EventSender sender, Recount recount)
            throws InterruptedException {
        for (Due next = due.peek(); next != null && next.at().isBefore(end); next = due.peek()) {
            due.remove();
            pace.await(next.at());
            sender.send(next.event(), next.at());
            recount.add(next.event());
        }
    }

    /** An event and when it goes out. */
    private record Due(Instant at, QbankEvent event) {}

    /** The selection with the k that hold now, looked up a few times a second of the world. */
    private final class Selection {
        private final ItemFeed feed;
        private List<ItemState> items = List.of();
        private AdaptiveTest test = new AdaptiveTest(items, 1);
        private long lookedUp = System.nanoTime() - FRESH.toNanos();

        Selection(ItemFeed feed) {
            this.feed = feed;
        }

        AdaptiveTest now() {
            long now = System.nanoTime();
            if (now - lookedUp >= FRESH.toNanos()) {
                lookedUp = now;
                List<ItemState> latest = feed.items(exam.tenantId(), exam.examCode());
                if (latest.isEmpty())
                    throw new IllegalStateException("exam " + exam.examCode() + " of tenant " + exam.tenantId()
                            + " has no items on exposure.items");
                if (!latest.equals(items)) test = new AdaptiveTest(latest, exam.length());
                items = latest;
            }
            return test;
        }
    }
}
