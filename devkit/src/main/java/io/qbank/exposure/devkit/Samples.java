package io.qbank.exposure.devkit;

import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.event.QbankEvent.ItemPresented;
import io.qbank.exposure.schemas.event.QbankEvent.ResponseRecorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Valid messages and a pool, for whoever needs one and does not care which. */
public final class Samples {
    /** The tenant that services take when none is configured. */
    public static final String TENANT = "00000000-0000-0000-0000-000000000001";

    private static final String POOL = "/pools/generated_300.csv";

    private Samples() {}

    /** An identifier nobody else has, to keep tests apart that share a stack: the prefix, a dash, eight characters. */
    public static String unique(String prefix) {
        return prefix + '-' + UUID.randomUUID().toString().substring(0, 8);
    }

    /** An item was shown. */
    public static QbankEvent presented(
            String tenantId, String examCode, String sessionId, long questionId, int version, Instant at) {
        return new ItemPresented(
                UUID.randomUUID().toString(), tenantId, examCode, sessionId, questionId, version, at, null, null);
    }

    /** An item was answered, correctly. */
    public static QbankEvent recorded(
            String tenantId, String examCode, String sessionId, long questionId, int version, Instant at) {
        return new ResponseRecorded(
                UUID.randomUUID().toString(), tenantId, examCode, sessionId, questionId, version, at, null, true, null);
    }

    /** A generated pool: 300 items in 5 topics, all with k = 1. */
    public static List<SampleItem> pool() {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(POOL), POOL);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Samples::item).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + POOL, unreadable);
        }
    }

    private static SampleItem item(String line) {
        String[] cells = line.split(",", -1);
        return new SampleItem(
                Long.parseLong(cells[0]),
                Integer.parseInt(cells[1]),
                Long.parseLong(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]));
    }
}
