package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.schemas.json.Require;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/** One line of a CSV file, its fields by name; each getter returns its value or refuses it with line, column, allowed and given. */
final class CsvRow {
    private final PoolCsv.Header header;
    private final CSVRecord record;
    private final long line;

    /** @throws Refusal if the line has more or fewer fields than the header */
    CsvRow(PoolCsv.Header header, CSVRecord record, long line) {
        this.header = header;
        this.record = record;
        this.line = line;
        if (record.size() != header.width())
            throw new Refusal("line " + line + ": must have " + header.width() + " fields, was " + record.size());
    }

    boolean has(String column) {
        return !text(column).isEmpty();
    }

    long whole(String column) {
        try {
            return Long.parseLong(text(column));
        } catch (NumberFormatException malformed) {
            throw refused(column, "a whole number");
        }
    }

    double number(String column) {
        try {
            double value = Double.parseDouble(text(column));
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException malformed) {
            throw refused(column, "a number");
        }
        throw refused(column, "a finite number");
    }

    double number(String column, double otherwise) {
        return has(column) ? number(column) : otherwise;
    }

    boolean flag(String column) {
        return switch (text(column).toLowerCase(Locale.ROOT)) {
            case "true", "1", "t" -> true;
            case "false", "0", "f", "" -> false;
            default -> throw refused(column, "true or false");
        };
    }

    Refusal refused(String column, String allowed) {
        return new Refusal(
                "line " + line + ": " + column + " must be " + allowed + ", was " + Require.shown(text(column)));
    }

    private String text(String column) {
        Integer index = header.columns().get(column);
        return index == null ? "" : record.get(index);
    }

    /** Says line, column, allowed and given. */
    static final class Refusal extends IllegalArgumentException {
        private Refusal(String message) {
            super(message);
        }
    }
}
