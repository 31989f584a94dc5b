package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.devkit.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A tenant with a bank of its own on the shared stack, somebody who follows its topics, and relays at will. */
final class RelayWorld implements AutoCloseable {
    /** What every change has to be on the topic within, on however busy a machine; a figure is measured elsewhere. */
    static final Duration SOON = Duration.ofMinutes(2);

    private static final Duration STARTED = Duration.ofMinutes(2);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    final String tenant;
    final Bank bank;
    final TopicTail topics;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private RelayWorld(String tenant, Bank bank) {
        this.tenant = tenant;
        this.bank = bank;
        this.topics = TopicTail.follow(tenant);
    }

    static RelayWorld open() throws Exception {
        int number = NUMBER.incrementAndGet();
        return new RelayWorld("cdc-" + number, Bank.open("cdc_" + number));
    }

    RelayConfig config() {
        return RelayConfig.of(tenant, BankAddress.of(bank.url()), kafka());
    }

    /** A relay that relays by the time it is returned. */
    ItemRelay relaying() {
        return relaying(config());
    }

    ItemRelay relaying(RelayConfig config) {
        ItemRelay relay = starting(config);
        awaitPhase(relay, ItemRelay.Phase.RELAYING);
        return relay;
    }

    ItemRelay starting(RelayConfig config) {
        return ItemRelay.start(config, Clock.systemUTC(), meters);
    }

    static void awaitPhase(ItemRelay relay, ItemRelay.Phase phase) {
        eventually(STARTED, () -> "the relay is " + phase + ", it is " + relay.phase(), () -> relay.phase() == phase);
    }

    /** Waits until version 1 of a question is published so. */
    void await(Duration within, long question, Predicate<ItemState> is) {
        eventually(
                within,
                () -> "item " + question + " as expected, is " + topics.item(question, 1),
                () -> topics.item(question, 1).filter(is).isPresent());
    }

    /** Waits until so many keys have a value. */
    void awaitLive(Duration within, long keys) {
        eventually(within, () -> keys + " keys live, are " + topics.live(), () -> topics.live() == keys);
    }

    static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", DevStack.shared().kafka().bootstrap());
    }

    /** The slot keeps no log for the tests that follow. */
    @Override
    public void close() throws Exception {
        try (bank) {
            topics.close();
            bank.sql("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '"
                    + config().slot() + "' and active_pid is not null");
            eventually(STARTED, "the slot is dropped", () -> {
                bank.sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '"
                        + config().slot() + "'");
                return true;
            });
        }
    }
}
