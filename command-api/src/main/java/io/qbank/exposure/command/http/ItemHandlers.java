package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.command.submit.Submissions;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.item.ItemChange;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looking at items and setting their control by hand. */
final class ItemHandlers {
    private static final int RECENT_DAYS = 7;
    private static final Comparator<Row> MOST_ATTEMPTED_FIRST = Comparator.comparingLong(Row::recentAttempts)
            .reversed()
            .thenComparingLong(Row::questionId)
            .thenComparingInt(Row::version);

    private final Views views;
    private final Submissions submissions;

    ItemHandlers(Views views, Submissions submissions) {
        this.views = views;
        this.submissions = submissions;
    }

    /** One item, as v7 told it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(long questionId, int version, @Nullable Long topicId, double shP, long recentAttempts) {}

    /** A change by hand: v7's three fields, and two more that may be left out. */
    record SetRequest(
            @JsonProperty(required = true) long questionId,
            @JsonProperty(required = true) int version,
            @Nullable Double shP,
            @Nullable Double cap,
            @Nullable Boolean locked) {
        SetRequest {
            Require.within("question_id", questionId, 1, Long.MAX_VALUE);
            Require.within("version", version, 1, Integer.MAX_VALUE);
            if (shP == null && cap == null && locked == null)
                throw new InvalidMessageException("sh_p", "sh_p is required");
            if (cap != null) Require.above("cap", cap, 0, 1);
        }
    }

    /** One change of an item's control; null where a value was not set, or the control not there. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Change(
            Instant at,
            String by,
            @Nullable String jobId,
            @Nullable String commandId,
            @Nullable Double oldK,
            @Nullable Double newK,
            @Nullable Double oldCap,
            @Nullable Double newCap,
            @Nullable String oldRejection,
            @Nullable String newRejection,
            @Nullable Boolean oldLocked,
            @Nullable Boolean newLocked) {
        static Change of(ItemChange change) {
            return new Change(
                    change.at(),
                    change.by(),
                    change.jobId(),
                    change.commandId(),
                    change.oldK(),
                    change.newK(),
                    change.oldCap(),
                    change.newCap(),
                    change.oldRejection(),
                    change.newRejection(),
                    change.oldLocked(),
                    change.newLocked());
        }
    }

    Answer list(Call call) {
        int limit = call.number("limit", 1, 10_000).orElse(100L).intValue();
        List<Row> rows = views.items().all().stream()
                .map(this::row)
                .sorted(MOST_ATTEMPTED_FIRST)
                .limit(limit)
                .toList();
        return Answer.ok(rows);
    }

    Answer set(Call call) throws InterruptedException {
        SetRequest request = call.body(SetRequest.class);
        Double k = request.shP();
        if (k != null && !(k >= 0 && k <= 1)) throw new InvalidControlException();
        ItemId item = new ItemId(request.questionId(), request.version());
        published(item);
        return Verdicts.answer(
                submissions.control().set(call.caller().subject(), item, k, request.cap(), request.locked()));
    }

    /** Who changed the item, when, from what to what; newest first, as many as the item carries along. */
    Answer history(Call call) {
        ItemId item = new ItemId(call.pathNumber("question_id", 1, Long.MAX_VALUE), (int)
                call.pathNumber("version", 1, Integer.MAX_VALUE));
        return Answer.ok(Map.of(
                "changes", published(item).history().stream().map(Change::of).toList()));
    }

    private ItemState published(ItemId item) {
        return views.items()
                .item(item)
                .orElseThrow(() -> new ProblemException(
                        404, "item " + item.questionId() + " version " + item.version() + " is not published"));
    }

    private Row row(ItemState item) {
        ItemId id = new ItemId(item.questionId(), item.version());
        return new Row(
                item.questionId(),
                item.version(),
                item.topicId(),
                item.k(),
                views.daily().total(id, RECENT_DAYS));
    }

    /** The one invalid field that v7 answered with 400. */
    static final class InvalidControlException extends RuntimeException {
        static final String DETAIL = "sh_p must be in [0,1]";
    }
}
