package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks for a calibration as a user would, and watches it. */
final class CalibrationOverHttp {
    private static final String PATH = "/v1/admin/exposure/calibrate_sh/";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long PAUSE_MILLIS = 20;
    private final Api api;

    CalibrationOverHttp(Api api) {
        this.api = api;
    }

    /** Told whenever the status has changed. */
    @FunctionalInterface
    interface Watcher {
        void changed(JsonNode status);
    }

    /**
     * How the run went.
     *
     * @param firstProgress from the request to the first status with an iteration or an end
     */
    record Finished(String jobId, JsonNode status, Duration firstProgress, Duration whole) {}

    /** @throws BrokenChainException if the run ends otherwise than done */
    Finished run(String parameters, Watcher watcher) throws InterruptedException {
        long start = System.nanoTime();
        return await(api.post(PATH + "start", parameters).path("job_id").asText(), start, watcher);
    }

    /**
     * Waits for a run that somebody else has started.
     *
     * @return its last status
     * @throws BrokenChainException if the run ends otherwise than done
     */
    JsonNode await(String jobId, Watcher watcher) throws InterruptedException {
        return await(jobId, System.nanoTime(), watcher).status();
    }

    private Finished await(String jobId, long start, Watcher watcher) throws InterruptedException {
        Duration first = Duration.ZERO;
        JsonNode before = null;
        while (true) {
            JsonNode status = api.get(PATH + "status?job_id=" + jobId);
            Duration now = Duration.ofNanos(System.nanoTime() - start);
            if (!status.equals(before)) watcher.changed(status);
            before = status;
            if (first.isZero() && status.path("current_iter").asInt() > 0) first = now;
            switch (status.path("state").asText()) {
                case "queued", "running" -> {
                    if (now.compareTo(PATIENCE) > 0)
                        throw new BrokenChainException("run " + jobId + " has not ended: " + status);
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
                case "done" -> {
                    return new Finished(jobId, status, first.isZero() ? now : first, now);
                }
                default -> throw new BrokenChainException("run " + jobId + " did not end as done: " + status);
            }
        }
    }
}
