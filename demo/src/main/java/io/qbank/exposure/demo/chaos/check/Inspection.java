package io.qbank.exposure.demo.chaos.check;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Looks at everything and compares it with the ledger. One thread. */
public final class Inspection implements AutoCloseable {
    private final Supplier<String> superuserUrl;
    private final Map<String, String> pools;
    private final Map<String, ApiLook> apis = new LinkedHashMap<>();
    private final TopicLook topics;
    private final Set<String> asked = new TreeSet<>();
    private long runs;
    private long alerts;

    /**
     * Opens the database's books and the topics.
     *
     * @param superuserUrl of the database, which may come back elsewhere
     * @param pools see {@link Runs#against}
     * @param instances of the API, by name
     */
    public static Inspection open(
            String bootstrap,
            Supplier<String> superuserUrl,
            Map<String, String> pools,
            Map<String, URI> instances,
            String token) {
        return new Inspection(new TopicLook(bootstrap), superuserUrl, pools, instances, token);
    }

    private Inspection(
            TopicLook topics,
            Supplier<String> superuserUrl,
            Map<String, String> pools,
            Map<String, URI> instances,
            String token) {
        this.topics = topics;
        this.superuserUrl = superuserUrl;
        this.pools = Map.copyOf(pools);
        instances.forEach((name, base) -> apis.put(name, new ApiLook(base, token)));
    }

    /** Lets triggers note what happens from now on. */
    public static void openBooks(String superuserUrl) {
        try {
            BankLook.prepare(superuserUrl);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot open the books in PostgreSQL: " + failed.getMessage(), failed);
        }
    }

    /**
     * One look at everything.
     *
     * @return what is not, or not yet, as it should be; a part that cannot be asked is a violation too
     */
    public List<Violation> look(Ledger.Expected expected) throws InterruptedException {
        try {
            BankLook.Found bank = BankLook.look(superuserUrl.get());
            topics.look();
            List<Violation> violations = new ArrayList<>(topics.counts().against(expected));
            Set<String> fresh = new TreeSet<>(expected.jobs());
            fresh.removeAll(asked);
            Runs found = new Runs(bank.steps(), topics.announced(), bank.writes(), states(fresh));
            violations.addAll(found.against(expected.jobs(), pools));
            violations.addAll(new Controls(bank.controls(), shown()).violations());
            Drift drift = topics.drift();
            violations.addAll(drift.violations());
            runs = found.ended();
            alerts = drift.alerts().size();
            if (violations.isEmpty()) asked.addAll(fresh);
            return violations;
        } catch (SQLException | IOException | RuntimeException silent) {
            return List.of(new Violation(
                    "everybody answers",
                    "an answer",
                    silent.getClass().getSimpleName() + ": " + silent.getMessage(),
                    "the logs of brokers, PostgreSQL and API"));
        }
    }

    /** Runs that had ended at the last look. */
    public long runs() {
        return runs;
    }

    /** Alerts that there were at the last look. */
    public long alerts() {
        return alerts;
    }

    @Override
    public void close() {
        topics.close();
    }

    private Map<String, Map<String, Double>> shown() throws IOException, InterruptedException {
        Map<String, Map<String, Double>> shown = new TreeMap<>();
        shown.put("exposure.items", topics.controls());
        for (var api : apis.entrySet()) shown.put(api.getKey(), api.getValue().controls());
        return shown;
    }

    private Map<String, String> states(Set<String> jobs) throws IOException, InterruptedException {
        Map<String, String> states = new HashMap<>();
        for (var api : apis.entrySet())
            for (String job : jobs)
                states.put(api.getKey() + ' ' + job, api.getValue().state(job));
        return states;
    }
}
