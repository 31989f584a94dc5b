package io.qbank.exposure.calibrator.cdc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Values by record key, and the keys whose value breaks the contract, each with the reason. One thread.
 *
 * @param valid what can be compared and published
 * @param broken what is there and cannot
 */
record Shelf<T>(Map<String, T> valid, Map<String, String> broken) {
    static <T> Shelf<T> empty() {
        return new Shelf<>(new HashMap<>(), new HashMap<>());
    }

    Set<String> keys() {
        Set<String> keys = new HashSet<>(valid.keySet());
        keys.addAll(broken.keySet());
        return keys;
    }

    boolean holds(String key) {
        return valid.containsKey(key) || broken.containsKey(key);
    }
}
