package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.command.serve.CanServe;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.util.List;
import java.util.Map;

/** What the delivery platform asks before it shows an item. */
final class ServeHandlers {
    private static final int MOST_ITEMS = 500;

    private final CanServe serve;

    ServeHandlers(CanServe serve) {
        this.serve = serve;
    }

    /** Items in the order of preference. */
    record Request(
            @JsonProperty(required = true) String sessionId,
            @JsonProperty(required = true) String examCode,
            @JsonProperty(required = true) List<Item> items) {
        Request {
            Require.text("session_id", sessionId, 128);
            Require.text("exam_code", examCode, 128);
            Require.present("items", items);
            if (items.isEmpty() || items.size() > MOST_ITEMS)
                throw new InvalidMessageException(
                        "items", "items must be a list of 1 to " + MOST_ITEMS + ", was one of " + items.size());
            items.forEach(item -> Require.present("items", item));
        }
    }

    /** One item version. */
    record Item(
            @JsonProperty(required = true) long questionId,
            @JsonProperty(required = true) int version) {
        ItemId id() {
            return new ItemId(questionId, version);
        }
    }

    Answer many(Call call) {
        Request request = call.body(Request.class);
        List<ItemId> wanted = request.items().stream().map(Item::id).toList();
        return Answer.ok(Map.of("items", serve.decide(request.examCode(), request.sessionId(), wanted)));
    }

    /** One item, without a list to fall back on: never forced. With a session_id its draws are kept. */
    Answer one(Call call) {
        long questionId = call.number("question_id", 1, Long.MAX_VALUE).orElseThrow(() -> missing("question_id"));
        long version = call.number("version", 1, Integer.MAX_VALUE).orElseThrow(() -> missing("version"));
        String session = call.text("session_id", 128).orElse(null);
        String exam = call.text("exam_code", 128).orElse(null);
        return Answer.ok(serve.decide(exam, session, new ItemId(questionId, (int) version)));
    }

    private static InvalidMessageException missing(String name) {
        return new InvalidMessageException(name, name + " is required");
    }
}
