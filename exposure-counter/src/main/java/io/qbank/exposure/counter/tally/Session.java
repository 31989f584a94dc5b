package io.qbank.exposure.counter.tally;

import java.util.Arrays;

/**
 * What is remembered of a session: the day it counts on, the items it has seen, its latest ability, and when it was last
 * heard of. Mutable, one thread.
 *
 * <p>A test has some tens of items, so they lie in a small array in the order they came, and looking one up is a walk. The
 * time it was last heard of is kept in steps of {@link #STEP_MS}, rounded up: within a step an event that brings nothing new
 * changes nothing, and needs no write.
 */
public final class Session {
    /** Ten minutes: a session is remembered for its 72 hours, and up to this much longer. */
    public static final long STEP_MS = 600_000;

    private static final int FORMAT = 1;
    /** The object and the heads of its arrays. */
    private static final int BYTES = 96;

    private static final long DAY_MS = 86_400_000;

    private final int day;
    private long heardStep;
    private int thetaBin = ThetaBins.NONE;
    private long thetaAt;
    private long[] questions = new long[16];
    private int[] versions = new int[16];
    private int size;

    /**
     * A session at its first counted event.
     *
     * @param day the UTC day, days since 1970, on which it and all its exposures count
     */
    public Session(int day) {
        this.day = day;
    }

    /** The UTC day on which it counts, days since 1970. */
    public int day() {
        return day;
    }

    /** How many items it has seen. */
    public int size() {
        return size;
    }

    /** Until when it has been heard of, milliseconds since 1970, rounded up to a step. */
    public long heardUntil() {
        return heardStep * STEP_MS;
    }

    /** Notes a sign of life; true if that changed anything. */
    public boolean hear(long at) {
        long step = Math.floorDiv(at + STEP_MS - 1, STEP_MS);
        if (step <= heardStep) return false;
        heardStep = step;
        return true;
    }

    /** Whether it has seen an item. */
    public boolean saw(long question, int version) {
        for (int i = 0; i < size; i++) if (questions[i] == question && versions[i] == version) return true;
        return false;
    }

    /** Notes an item; false if the session has seen it before. */
    public boolean see(long question, int version) {
        if (saw(question, version)) return false;
        if (size == questions.length) {
            questions = Arrays.copyOf(questions, 2 * size);
            versions = Arrays.copyOf(versions, 2 * size);
        }
        questions[size] = question;
        versions[size++] = version;
        return true;
    }

    /** The bin of its latest ability, or {@link ThetaBins#NONE}. */
    public int thetaBin() {
        return thetaBin;
    }

    /** Notes an ability unless a later one is known; true if that changed anything. Later is what occurred later. */
    public boolean estimate(int bin, long occurredAt) {
        if (bin == ThetaBins.NONE || (thetaBin != ThetaBins.NONE && occurredAt < thetaAt)) return false;
        if (bin == thetaBin && occurredAt == thetaAt) return false;
        thetaBin = bin;
        thetaAt = occurredAt;
        return true;
    }

    /** Bytes of heap it takes, about. */
    public int weight() {
        return BYTES + questions.length * (Long.BYTES + Integer.BYTES);
    }

    /** As it is stored. */
    public byte[] toBytes() {
        Packer packer = new Packer(16 + 4 * size);
        packer.raw(FORMAT).number(day).number(heardStep).number(thetaBin + 1L);
        if (thetaBin != ThetaBins.NONE) packer.signed(thetaAt - day * DAY_MS);
        for (int i = 0; i < size; i++) packer.number(questions[i]).number(versions[i]);
        return packer.toBytes();
    }

    /** Reads {@link #toBytes()}. */
    public static Session parse(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        int format = unpacker.raw();
        if (format != FORMAT) throw new IllegalStateException("a stored session has the unknown format " + format);
        Session session = new Session(unpacker.small());
        session.heardStep = unpacker.number();
        session.thetaBin = unpacker.small() - 1;
        if (session.thetaBin != ThetaBins.NONE) session.thetaAt = unpacker.signed() + session.day * DAY_MS;
        while (unpacker.hasMore()) {
            if (session.size == session.questions.length) {
                session.questions = Arrays.copyOf(session.questions, 2 * session.size);
                session.versions = Arrays.copyOf(session.versions, 2 * session.size);
            }
            session.questions[session.size] = unpacker.number();
            session.versions[session.size++] = unpacker.small();
        }
        return session;
    }

    /** {@link #heardUntil()} of a stored session, without reading the rest. */
    public static long heardUntil(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        unpacker.raw();
        unpacker.number();
        return unpacker.number() * STEP_MS;
    }
}
