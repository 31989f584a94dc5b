package io.qbank.exposure.counter.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whose event it is, as far as an event that cannot be counted tells. */
final class Owner {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Owner() {}

    /** Tenant and exam if both are there and well formed, nobody otherwise. */
    static ExamKey of(byte[] value) {
        String tenant = null;
        String exam = null;
        try (JsonParser parser = FACTORY.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Decoded.NOBODY;
            for (String name = parser.nextFieldName();
                    name != null && (tenant == null || exam == null);
                    name = parser.nextFieldName()) {
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (text && name.equals("tenant_id")) tenant = parser.getText();
                else if (text && name.equals("exam_code")) exam = parser.getText();
                else parser.skipChildren();
            }
        } catch (IOException brokenFurtherOn) {
            return Decoded.NOBODY;
        }
        return checked(tenant, exam);
    }

    private static ExamKey checked(@Nullable String tenant, @Nullable String exam) {
        try {
            return new ExamKey(Require.id("tenant_id", tenant), Require.text("exam_code", exam, QbankEvent.MAX_TEXT));
        } catch (InvalidMessageException malformed) {
            return Decoded.NOBODY;
        }
    }
}
