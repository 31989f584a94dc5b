package io.qbank.exposure.command.submit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Ids of jobs and commands (RFC 9562): version 7, whose first 48 bits are the machine's time in milliseconds, and version 5
 * for an Idempotency-Key. The time is the machine's even when business time is accelerated: how young an id is is a matter
 * between machines. Thread-safe.
 */
public final class Ids {
    private static final UUID NAMESPACE = UUID.fromString("8f0e2a4c-55c1-5e0b-9a63-3b0a6c0d7e21");
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final Clock machine;
    private final LongSupplier random;

    /**
     * @param machine the machine's own time
     * @param random 64 random bits a call, thread-safe
     */
    public Ids(Clock machine, LongSupplier random) {
        this.machine = machine;
        this.random = random;
    }

    /** The machine's own time. */
    public Clock machine() {
        return machine;
    }

    /** A new id. */
    public String next() {
        long high = (machine.millis() << 16) | 0x7000 | (random.getAsLong() & 0x0fff);
        long low = 0x8000_0000_0000_0000L | (random.getAsLong() >>> 2);
        return new UUID(high, low).toString();
    }

    /** The same id for the same words, whoever asks and whenever. */
    public static String named(String... words) {
        byte[] name = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(16 + name.length)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .put(name);
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(all.array()));
            long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000;
            long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    /**
     * Whether somebody may have been given this id a moment ago, so that it is worth waiting for: a version 7 of the last
     * half minute (or of clocks that differ as much), or a version 5, which tells no time.
     */
    public boolean mayBeYoung(String id) {
        return version(id) == 5 || (version(id) == 7 && age(id).abs().compareTo(YOUNG) <= 0);
    }

    /** Whether an id was made here or by another instance within so long. */
    public boolean youngerThan(String id, Duration limit) {
        return version(id) == 7 && age(id).compareTo(limit) <= 0 && age(id).compareTo(YOUNG.negated()) >= 0;
    }

    private Duration age(String id) {
        return Duration.ofMillis(machine.millis() - (UUID.fromString(id).getMostSignificantBits() >>> 16));
    }

    private static int version(String id) {
        try {
            return id.length() == 36 ? UUID.fromString(id).version() : -1;
        } catch (IllegalArgumentException other) {
            return -1;
        }
    }
}
