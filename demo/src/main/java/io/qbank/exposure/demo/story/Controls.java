package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.candidates.ItemFeed;
import io.qbank.exposure.demo.candidates.ItemKey;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** k in the three places where it is seen: the bank's table, {@code exposure.items} and the API. They must agree. */
final class Controls {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ALL = 10_000;
    private final Bank bank;
    private final ItemFeed feed;
    private final Api api;
    private final String tenantId;

    Controls(Bank bank, ItemFeed feed, Api api, String tenantId) {
        this.bank = bank;
        this.feed = feed;
        this.api = api;
        this.tenantId = tenantId;
    }

    /**
     * Waits until the topic and the API show what the bank's table has.
     *
     * @return how long that took
     * @throws BrokenChainException saying where they still differ
     */
    Duration awaitAgreement() throws InterruptedException {
        Map<ItemKey, Double> table = bank.controls(DemoOptions.EXAM);
        return Patience.until(PATIENCE, () -> {
            Optional<String> topic = difference("exposure.items", table, onTopic());
            return topic.isPresent() ? topic : difference("the API", table, overHttp());
        });
    }

    /** As the bank's table has it. */
    Map<ItemKey, Double> inTable() {
        return bank.controls(DemoOptions.EXAM);
    }

    private Map<ItemKey, Double> onTopic() {
        Map<ItemKey, Double> controls = new TreeMap<>();
        for (ItemState item : feed.items(tenantId, DemoOptions.EXAM)) controls.put(ItemKey.of(item), item.k());
        return controls;
    }

    private Map<ItemKey, Double> overHttp() throws InterruptedException {
        Map<ItemKey, Double> controls = new TreeMap<>();
        for (JsonNode item : api.get("/v1/admin/exposure/items?limit=" + ALL))
            controls.put(
                    new ItemKey(
                            item.path("question_id").asLong(),
                            item.path("version").asInt()),
                    item.path("sh_p").asDouble());
        return controls;
    }

    private static Optional<String> difference(String where, Map<ItemKey, Double> table, Map<ItemKey, Double> seen) {
        long missing =
                table.keySet().stream().filter(item -> !seen.containsKey(item)).count();
        if (missing > 0) return Optional.of(missing + " of " + table.size() + " items are not on " + where);
        return table.entrySet().stream()
                .filter(item -> !item.getValue().equals(seen.get(item.getKey())))
                .findFirst()
                .map(item -> "k of " + item.getKey() + " is " + item.getValue() + " in PostgreSQL and "
                        + seen.get(item.getKey()) + " on " + where);
    }
}
