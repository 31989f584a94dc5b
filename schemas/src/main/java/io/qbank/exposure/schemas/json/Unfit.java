package io.qbank.exposure.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.qbank.exposure.schemas.topic.RejectionKind;

/** A scalar that does not fit, on its way through the mapper, which knows where it stands; see {@link Explanation}. */
final class Unfit extends JsonMappingException {
    final RejectionKind kind;
    final String allowed;

    Unfit(JsonParser parser, RejectionKind kind, String allowed) {
        super(parser, allowed);
        this.kind = kind;
        this.allowed = allowed;
    }
}
