package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.schemas.json.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A pool in a CSV file: {@code question_id, version, topic_id, a, b, c} and optionally {@code sh_p} (1), {@code cap} and
 * {@code locked} (false), in any order; other columns are ignored. UTF-8, with or without byte-order mark, any line ends.
 * A refusal says line, column, allowed and given.
 */
public final class PoolCsv {
    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_ITEMS = 100_000;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

    private PoolCsv() {}

    /**
     * The pool in a file.
     *
     * @param option that named the file, for the message
     * @throws IllegalArgumentException naming file, line, column, what is allowed and what was given
     * @throws CannotException if the file exists and cannot be read
     */
    public static Pool read(String option, Path file) {
        if (!Files.exists(file)) throw new IllegalArgumentException(option + " must be an existing file, was " + file);
        if (Files.isDirectory(file))
            throw new IllegalArgumentException(option + " must be a file, was the directory " + file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES)
                throw new IllegalArgumentException("the file must be at most " + MAX_BYTES + " bytes, was more");
            return parse(text(bytes));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(option + " " + file + ": " + wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new CannotException(
                    "cannot read " + option + " " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** The pool that a CSV text holds; see {@link #read}. */
    static Pool parse(String text) {
        try (CSVParser lines = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(FORMAT)
                .get()) {
            Iterator<CSVRecord> records = lines.iterator();
            if (!records.hasNext())
                throw new IllegalArgumentException("the file must have a header line and at least one item, was empty");
            Header header = Header.of(records.next());
            List<PoolItem> items = new ArrayList<>();
            Map<String, Long> lineOf = new HashMap<>();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                long line = lines.getCurrentLineNumber();
                PoolItem item = item(header, record, line);
                Long first = lineOf.putIfAbsent(item.questionId() + ", " + item.version(), line);
                if (first != null)
                    throw new IllegalArgumentException(
                            "line " + line + ": (question_id, version) must occur once, was (" + item.questionId()
                                    + ", " + item.version() + ") as on line " + first);
                items.add(item);
                if (items.size() > MAX_ITEMS)
                    throw new IllegalArgumentException("the file must have at most " + MAX_ITEMS + " items, was more");
            }
            if (items.isEmpty())
                throw new IllegalArgumentException("the file must have at least one item, was a header alone");
            return new Pool(items);
        } catch (UncheckedIOException malformed) {
            throw noCsv(Objects.requireNonNullElseGet(malformed.getCause(), () -> new IOException(malformed)));
        } catch (IOException malformed) {
            throw noCsv(malformed);
        }
    }

    private static IllegalArgumentException noCsv(IOException malformed) {
        return new IllegalArgumentException(
                "must be CSV with each quote closed before a comma or the line's end, was "
                        + Require.shown(malformed.getMessage()),
                malformed);
    }

    private static PoolItem item(Header header, CSVRecord record, long line) {
        CsvRow row = new CsvRow(header, record, line);
        Double k = row.number("sh_p", 1.0);
        if (!(k >= 0 && k <= 1)) throw row.refused("sh_p", "in [0, 1]");
        try {
            return new PoolItem(
                    row.whole("question_id"),
                    Math.toIntExact(row.whole("version")),
                    row.has("topic_id") ? row.whole("topic_id") : null,
                    row.number("a"),
                    row.number("b"),
                    row.number("c"),
                    k,
                    row.has("cap") ? row.number("cap") : null,
                    row.flag("locked"));
        } catch (ArithmeticException tooLarge) {
            throw row.refused("version", "a whole number of 32 bits");
        } catch (CsvRow.Refusal refusal) {
            throw refusal;
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException("line " + line + ": " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherwise) {
            throw new IllegalArgumentException("the file must be UTF-8 text, was something else", otherwise);
        }
    }

    /** Which column is where. */
    record Header(Map<String, Integer> columns, int width) {
        private static final List<String> REQUIRED = List.of("question_id", "version", "topic_id", "a", "b", "c");

        static Header of(CSVRecord line) {
            Map<String, Integer> columns = new HashMap<>();
            for (int i = 0; i < line.size(); i++) {
                String name = line.get(i);
                if (!name.isEmpty() && columns.putIfAbsent(name, i) != null)
                    throw new IllegalArgumentException(
                            "line 1: column " + Require.shown(name) + " must occur once, was twice");
            }
            for (String name : REQUIRED)
                if (!columns.containsKey(name))
                    throw new IllegalArgumentException(
                            "line 1: column " + name + " is required (" + String.join(",", REQUIRED)
                                    + " and optionally sh_p,cap,locked), header was "
                                    + Require.shown(String.join(",", line.toList())));
            return new Header(columns, line.size());
        }
    }
}
