package io.qbank.exposure.command.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the latest starts with an idempotency key asked for: before the first of them shows in the view, a second one at the
 * same time must already be held against it. Thread-safe.
 */
final class LatestStarts {
    /** More than can be at hand at a time: each holds a thread of the server. */
    private static final int MOST = 1_000;

    private final Map<String, Asked> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MOST;
        }
    };

    private record Asked(String examCode, JsonNode parameters) {}

    /** Notes what a job was asked for; returns whether it is what was asked for before, if anything was. */
    synchronized boolean note(String jobId, String examCode, CalibrationParameters parameters) {
        Asked asked = new Asked(examCode, Json.shared().valueToTree(parameters));
        Asked before = latest.putIfAbsent(jobId, asked);
        return before == null || before.equals(asked);
    }

    /** The job was not started, for certain. */
    synchronized void forget(String jobId) {
        latest.remove(jobId);
    }
}
