package io.qbank.exposure.counter.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.qbank.exposure.counter.decode.Decoded.Foreign;
import io.qbank.exposure.counter.decode.Decoded.Sighting;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.schemas.event.QbankEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The usual event, read token by token without an object for each field. It answers null wherever it is not certain that the
 * contract accepts: escapes and letters beyond ASCII, 12.0 for 12, an offset other than Z, a field that comes twice. Being
 * wrong that way costs a second reading; it cannot cost an event. One thread.
 */
final class FastPath {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ID = 64;
    private static final int EVENT_ID = 1;
    private static final int TYPE = 2;
    private static final int TENANT = 4;
    private static final int EXAM = 8;
    private static final int SESSION = 16;
    private static final int QUESTION = 32;
    private static final int VERSION = 64;
    private static final int OCCURRED = 128;
    private static final int ALL = 255;
    private static final int THETA = 256;
    private static final int POSITION = 512;
    private static final int CORRECT = 1024;
    private static final int MOST_OTHERS = 16;

    /** Reads events without anything nested: what comes twice is seen here, which costs less. */
    private final JsonFactory flat = factory().build();
    /** Sees what comes twice at any depth. */
    private final JsonFactory strict =
            factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String[] others = new String[MOST_OTHERS];
    private ExamKey lastExam = Decoded.NOBODY;
    private int seen;
    private int othersSeen;
    private boolean foreign;
    private boolean nested;
    private boolean answered;
    private boolean correctFits;
    private String tenant = "";
    private String exam = "";
    private String session = "";
    private long question;
    private int version;
    private long occurredAt;
    private double theta;

    /** The event, or null if the contract must be asked. */
    @Nullable
    Decoded read(byte[] value) {
        nested = false;
        Decoded usual = read(value, flat);
        return nested ? read(value, strict) : usual;
    }

    private @Nullable Decoded read(byte[] value, JsonFactory factory) {
        try (JsonParser parser = factory.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return null;
            seen = 0;
            othersSeen = 0;
            foreign = false;
            correctFits = true;
            theta = Double.NaN;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (!field(name, token, parser)) return foreign ? new Foreign(Owner.of(value)) : null;
            }
            boolean complete = (seen & ALL) == ALL && (correctFits || !answered) && parser.nextToken() == null;
            return complete ? new Sighting(exam(), session, question, version, occurredAt, theta) : null;
        } catch (IOException broken) {
            return null;
        }
    }

    /** Reads one field; false if the contract must be asked, or the event is somebody else's. */
    private boolean field(String name, JsonToken token, JsonParser parser) throws IOException {
        return switch (name) {
            case "event_id" -> once(EVENT_ID) && text(token, parser);
            case "type" -> once(TYPE) && type(token, parser);
            case "tenant_id" -> {
                if (!once(TENANT) || !id(token, parser)) yield false;
                if (!is(parser, tenant)) tenant = parser.getText();
                yield true;
            }
            case "exam_code" -> {
                if (!once(EXAM) || !text(token, parser)) yield false;
                if (!is(parser, exam)) exam = parser.getText();
                yield true;
            }
            case "session_id" -> {
                if (!once(SESSION) || !text(token, parser)) yield false;
                session = parser.getText();
                yield true;
            }
            case "question_id" -> {
                question = whole(token, parser);
                yield once(QUESTION) && question >= 1;
            }
            case "version" -> {
                version = (int) Math.min(whole(token, parser), Integer.MAX_VALUE + 1L);
                yield once(VERSION) && version >= 1;
            }
            case "occurred_at" -> {
                occurredAt = instant(token, parser);
                yield once(OCCURRED) && occurredAt >= 0;
            }
            case "theta" -> once(THETA) && (token == JsonToken.VALUE_NULL || theta(token, parser));
            case "position" -> once(POSITION) && (token == JsonToken.VALUE_NULL || position(token, parser));
            case "correct" -> {
                correctFits = token.isBoolean() || token == JsonToken.VALUE_NULL;
                yield once(CORRECT) && skip(token, parser);
            }
            default -> other(name) && skip(token, parser);
        };
    }

    /** False if a field comes twice. */
    private boolean once(int field) {
        boolean first = (seen & field) == 0;
        seen |= field;
        return first;
    }

    /** Notes a field that is not of the contract; false if it comes twice, or there are very many. */
    private boolean other(String name) {
        if (othersSeen == MOST_OTHERS) return false;
        for (int i = 0; i < othersSeen; i++) if (others[i].equals(name)) return false;
        others[othersSeen++] = name;
        return true;
    }

    /** Passes over a value; one that holds fields only where these are looked at too. */
    private boolean skip(JsonToken token, JsonParser parser) throws IOException {
        if (token.isScalarValue()) return true;
        if (!nested) {
            nested = true;
            return false;
        }
        parser.skipChildren();
        return true;
    }

    private boolean type(JsonToken token, JsonParser parser) throws IOException {
        if (token != JsonToken.VALUE_STRING) return false;
        answered = is(parser, QbankEvent.RESPONSE_RECORDED);
        foreign = !answered && !is(parser, QbankEvent.ITEM_PRESENTED);
        return !foreign;
    }

    /** Whether the parser stands at this text, without making a string of it. */
    private static boolean is(JsonParser parser, String text) throws IOException {
        int length = parser.getTextLength();
        if (length != text.length()) return false;
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        for (int i = 0; i < length; i++) if (chars[from + i] != text.charAt(i)) return false;
        return true;
    }

    private boolean theta(JsonToken token, JsonParser parser) throws IOException {
        if (!token.isNumeric()) return false;
        theta = parser.getDoubleValue();
        return theta >= -20 && theta <= 20;
    }

    private static boolean position(JsonToken token, JsonParser parser) throws IOException {
        long position = whole(token, parser);
        return position >= 1 && position <= 100_000;
    }

    private static long instant(JsonToken token, JsonParser parser) throws IOException {
        return token == JsonToken.VALUE_STRING
                ? UtcText.millis(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                : UtcText.UNUSUAL;
    }

    private ExamKey exam() {
        if (!lastExam.examCode().equals(exam) || !lastExam.tenantId().equals(tenant))
            lastExam = new ExamKey(tenant, exam);
        return lastExam;
    }

    /** A whole number, or -1 where the contract must be asked. */
    private static long whole(JsonToken token, JsonParser parser) throws IOException {
        boolean usual =
                token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return usual ? parser.getLongValue() : -1;
    }

    private static JsonFactoryBuilder factory() {
        return ((JsonFactoryBuilder) JsonFactory.builder())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
    }

    /** Printable ASCII, not too long, not blank. */
    private static boolean text(JsonToken token, JsonParser parser) throws IOException {
        if (token != JsonToken.VALUE_STRING) return false;
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        if (to - from > QbankEvent.MAX_TEXT) return false;
        boolean blank = true;
        for (int i = from; i < to; i++) {
            if (chars[i] < ' ' || chars[i] > '~') return false;
            blank &= chars[i] == ' ';
        }
        return !blank;
    }

    private static boolean id(JsonToken token, JsonParser parser) throws IOException {
        if (token != JsonToken.VALUE_STRING) return false;
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        if (to == from || to - from > MAX_ID) return false;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            boolean allowed =
                    (c >= 'a' && c <= 'z') || (c >= '-' && c <= ':' && c != '/') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!allowed) return false;
        }
        return true;
    }
}
