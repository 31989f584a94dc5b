package io.qbank.exposure.calibrator.cdc;

import java.util.Arrays;

/** The tables whose changes are relayed, and the column that says what a row of it is about. */
enum BankTable {
    PUBLICATIONS("question_publications", "question_id"),
    VERSIONS("question_versions", "question_id"),
    CALIBRATION("item_calibration", "question_id"),
    CONTROL("item_exposure_control", "question_id"),
    POLICIES("calibration_policy", "exam_code");

    private final String table;
    private final String key;

    BankTable(String table, String key) {
        this.table = table;
        this.key = key;
    }

    /** As PostgreSQL knows it, without its schema. */
    String table() {
        return table;
    }

    /** The column that every change of the table should carry. */
    String key() {
        return key;
    }

    static BankTable named(String name) {
        return Arrays.stream(values())
                .filter(known -> known.table.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("captured a table that is not relayed: " + name));
    }
}
