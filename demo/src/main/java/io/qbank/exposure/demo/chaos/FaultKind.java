package io.qbank.exposure.demo.chaos;

import java.util.Locale;

/** What is done to the system. */
public enum FaultKind {
    KILL_COUNTER(Area.COUNTER, 2, false, "SIGKILL of an exposure-counter"),
    KILL_CALIBRATOR(Area.CALIBRATOR, 2, false, "SIGKILL of a calibrator"),
    KILL_API(Area.API, 2, false, "SIGKILL of a command-api"),
    STOP_COUNTER(Area.COUNTER, 2, true, "SIGSTOP of an exposure-counter, SIGCONT later"),
    STOP_CALIBRATOR(Area.CALIBRATOR, 2, true, "SIGSTOP of a calibrator, SIGCONT later"),
    STOP_API(Area.API, 2, true, "SIGSTOP of a command-api, SIGCONT later"),
    KILL_BROKER(Area.KAFKA, 3, true, "SIGKILL of a broker, started again later"),
    KILL_LEADER(Area.KAFKA, 1, true, "SIGKILL of the broker that leads partition 0 of events.qbank"),
    KILL_CONTROLLER(Area.KAFKA, 1, true, "SIGKILL of the node that is the active controller"),
    CUT_KAFKA(Area.KAFKA, 1, true, "all connections of the services to Kafka dropped, new ones refused"),
    SLOW_KAFKA(Area.KAFKA, 1, true, "every piece of data between services and Kafka held back 100 ms"),
    KILL_POSTGRES(Area.POSTGRES, 1, true, "SIGKILL of all processes of PostgreSQL, started again later"),
    CUT_POSTGRES(Area.POSTGRES, 1, true, "all connections of the services to PostgreSQL dropped, new ones refused"),
    SLOW_POSTGRES(Area.POSTGRES, 1, true, "every piece of data between services and PostgreSQL held back 100 ms"),
    DISK_FULL(
            Area.COUNTER,
            1,
            true,
            "the first exposure-counter's state has no room to write, and it has to start there"),
    CLOCK_JUMP(Area.CLOCK, 6, true, "the clock of one service jumps by hours or days, and back later"),
    SLOT_DROPPED(Area.CALIBRATOR, 1, false, "replication slot dropped"),
    SLOT_LOST(
            Area.CALIBRATOR,
            1,
            true,
            "both calibrators dead while PostgreSQL throws away the log that their slot needs"),
    CDC_STOPPED(Area.CALIBRATOR, 1, true, "k changed by SQL while both calibrators are stopped"),
    ITEMS_EMPTIED(Area.ITEMS, 1, false, "all records of exposure.items deleted"),
    ITEMS_TOMBSTONED(Area.ITEMS, 1, false, "somebody writes a tombstone for every item to exposure.items");

    /** Faults of one area do not happen in the same round: two dead brokers would rightly stop everything. */
    enum Area {
        COUNTER,
        CALIBRATOR,
        API,
        KAFKA,
        POSTGRES,
        CLOCK,
        ITEMS
    }

    private final Area area;
    private final int targets;
    private final boolean lasting;
    private final String about;

    FaultKind(Area area, int targets, boolean lasting, String about) {
        this.area = area;
        this.targets = targets;
        this.lasting = lasting;
        this.about = about;
    }

    Area area() {
        return area;
    }

    /** Whether both may happen in one round: of each area one, and nobody can drop the slot of a dead database. */
    boolean goesWith(FaultKind other) {
        return area != other.area
                && !(needsBank() && other == KILL_POSTGRES)
                && !(other.needsBank() && this == KILL_POSTGRES);
    }

    private boolean needsBank() {
        return this == SLOT_DROPPED || this == SLOT_LOST || this == CDC_STOPPED;
    }

    /** How many there are that it can hit. */
    int targets() {
        return targets;
    }

    /** Whether it goes on until it is ended; the others are over when they have happened. */
    boolean lasting() {
        return lasting;
    }

    /** How much longer it lasts than others: whoever is killed on a full disk must come to start there, milliseconds. */
    long longerMillis() {
        return this == DISK_FULL ? 12_000 : 0;
    }

    /** In words. */
    public String about() {
        return about;
    }

    /** As the command's options and the report spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
