package io.qbank.exposure.schemas.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.List;

/**
 * Observed abilities of a day in equal bins; values outside fall into the first or last bin.
 *
 * @param low lower edge of the first bin, logits
 * @param high upper edge of the last bin, logits
 * @param counts sessions a bin, from low to high
 */
public record ThetaHistogram(
        @JsonProperty(required = true) double low,
        @JsonProperty(required = true) double high,
        @JsonProperty(required = true) List<Long> counts) {
    private static final int MAX_BINS = 1_000;

    public ThetaHistogram {
        Require.within("low", low, -20.0, 20.0);
        Require.within("high", high, -20.0, 20.0);
        if (!(high > low))
            throw new InvalidMessageException("high", "high must be above low (" + low + "), was " + high);
        if (Require.present("counts", counts).isEmpty() || counts.size() > MAX_BINS)
            throw new InvalidMessageException(
                    "counts", "counts must hold 1 to " + MAX_BINS + " bins, was " + counts.size());
        counts = List.copyOf(counts);
        counts.forEach(sessions -> Require.count("counts", sessions));
    }
}
