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
 * contract accepts: escapes and letters beyond ASCII, 12.0 for 12, an offset other than Z. Being wrong that way costs a second
 * reading; it cannot cost an event. One thread.
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

    private final JsonFactory factory = ((JsonFactoryBuilder) JsonFactory.builder())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private ExamKey lastExam = Decoded.NOBODY;
    private int seen;
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
        try (JsonParser parser = factory.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return null;
            seen = 0;
            correctFits = true;
            theta = Double.NaN;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("type") && foreign(parser, token)) return new Foreign(Owner.of(value));
                if (!field(name, token, parser)) return null;
            }
            boolean complete = seen == ALL && (correctFits || !answered) && parser.nextToken() == null;
            return complete ? new Sighting(exam(), session, question, version, occurredAt, theta) : null;
        } catch (IOException broken) {
            return null;
        }
    }

    private static boolean foreign(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) return false;
        String type = parser.getText();
        return !type.equals(QbankEvent.ITEM_PRESENTED) && !type.equals(QbankEvent.RESPONSE_RECORDED);
    }

    /** Reads one field; false if the contract must be asked. */
    private boolean field(String name, JsonToken token, JsonParser parser) throws IOException {
        return switch (name) {
            case "event_id" -> {
                seen |= EVENT_ID;
                yield text(token, parser);
            }
            case "type" -> {
                seen |= TYPE;
                answered = QbankEvent.RESPONSE_RECORDED.equals(parser.getText());
                yield token == JsonToken.VALUE_STRING;
            }
            case "tenant_id" -> {
                seen |= TENANT;
                tenant = parser.getText();
                yield id(token, parser);
            }
            case "exam_code" -> {
                seen |= EXAM;
                exam = parser.getText();
                yield text(token, parser);
            }
            case "session_id" -> {
                seen |= SESSION;
                session = parser.getText();
                yield text(token, parser);
            }
            case "question_id" -> {
                seen |= QUESTION;
                question = whole(token, parser);
                yield question >= 1;
            }
            case "version" -> {
                seen |= VERSION;
                version = (int) Math.min(whole(token, parser), Integer.MAX_VALUE + 1L);
                yield version >= 1;
            }
            case "occurred_at" -> {
                seen |= OCCURRED;
                occurredAt = instant(token, parser);
                yield occurredAt >= 0;
            }
            case "theta" -> token == JsonToken.VALUE_NULL || theta(token, parser);
            case "position" -> token == JsonToken.VALUE_NULL || position(token, parser);
            case "correct" -> {
                correctFits = token.isBoolean() || token == JsonToken.VALUE_NULL;
                parser.skipChildren();
                yield true;
            }
            default -> {
                parser.skipChildren();
                yield true;
            }
        };
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
