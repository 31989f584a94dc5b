package io.qbank.exposure.counter.drift;

import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Unpacker;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moments as they are stored, to the nanosecond: two epochs that differ by one must not look equal. */
final class Moments {
    private Moments() {}

    static void write(Packer packer, @Nullable Instant moment) {
        packer.raw(moment == null ? 0 : 1);
        if (moment != null) packer.signed(moment.getEpochSecond()).number(moment.getNano());
    }

    static @Nullable Instant read(Unpacker in) {
        return in.raw() == 0 ? null : Instant.ofEpochSecond(in.signed(), in.small());
    }

    static Instant required(Unpacker in) {
        return Objects.requireNonNull(read(in), "a stored moment");
    }
}
