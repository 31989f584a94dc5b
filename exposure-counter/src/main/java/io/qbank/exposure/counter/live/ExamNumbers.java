package io.qbank.exposure.counter.live;

import io.qbank.exposure.counter.stream.ItemControl;
import io.qbank.exposure.counter.tally.ExamDay;
import io.qbank.exposure.counter.tally.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An exam's exposure today, against what the bank says of its items.
 *
 * @param items those shown today, the worst first
 * @param topics over all items of the pool, and those that were shown though they are not in it
 */
record ExamNumbers(ExamDay day, List<ItemNumbers> items, Map<String, Topic> topics) {
    /** Mean and largest rate of the items of a topic. */
    record Topic(int items, double rateSum, double max) {
        static final Topic EMPTY = new Topic(0, 0, 0);

        double mean() {
            return rateSum / items;
        }

        private Topic and(double rate) {
            return new Topic(items + 1, rateSum + rate, Math.max(max, rate));
        }
    }

    /** @param bank what is known of the tenant's items, of other exams too */
    static ExamNumbers of(ExamDay day, Map<Item, ItemControl> bank) {
        List<ItemNumbers> items = new ArrayList<>();
        Map<String, Topic> topics = new TreeMap<>();
        Set<Item> pool = new HashSet<>(day.exposures().keySet());
        bank.forEach((item, control) -> {
            if (control.exams().contains(day.exam().examCode())) pool.add(item);
        });
        for (Item item : pool) {
            long exposures = day.exposures().getOrDefault(item, 0L);
            double rate = day.sessions() == 0 ? 0 : (double) exposures / day.sessions();
            ItemNumbers numbers = new ItemNumbers(item, exposures, rate, bank.get(item));
            if (exposures > 0) items.add(numbers);
            topics.merge(numbers.topic(), Topic.EMPTY.and(rate), (before, one) -> before.and(one.max()));
        }
        items.sort(ItemNumbers.WORST);
        return new ExamNumbers(day, items, topics);
    }

    /** What the bank says, by tenant. */
    static Map<String, Map<Item, ItemControl>> byTenant(Map<String, ItemControl> stored) {
        Map<String, Map<Item, ItemControl>> tenants = new HashMap<>();
        stored.forEach((key, control) -> {
            int version = key.lastIndexOf('/');
            int question = key.lastIndexOf('/', version - 1);
            Item item = new Item(
                    Long.parseLong(key.substring(question + 1, version)), Integer.parseInt(key.substring(version + 1)));
            tenants.computeIfAbsent(key.substring(0, question), none -> new HashMap<>())
                    .put(item, control);
        });
        return tenants;
    }
}
