package io.qbank.exposure.command.serve;

import io.qbank.exposure.command.view.DailyView;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.ItemView;
import io.qbank.exposure.schemas.item.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Exposure control at delivery. An item that rejects by {@code block} is decided once a session: the number compared with
 * k is drawn from (secret, session, item), so that every instance says the same however often it is asked. One that
 * rejects by {@code reconsider} is drawn anew each time, as the {@code damped} method simulated it. Thread-safe.
 */
public final class CanServe {
    private static final String BLOCK = "block";

    private final ItemView items;
    private final DailyView daily;
    private final int maxDaily;
    private final SessionDraw sessionDraw;
    private final DoubleSupplier freshDraw;

    /**
     * @param maxDaily most exposures of an item a UTC day, over all exams
     * @param freshDraw uniform in [0, 1), thread-safe
     */
    public CanServe(ItemView items, DailyView daily, int maxDaily, SessionDraw sessionDraw, DoubleSupplier freshDraw) {
        this.items = items;
        this.daily = daily;
        this.maxDaily = maxDaily;
        this.sessionDraw = sessionDraw;
        this.freshDraw = freshDraw;
    }

    /**
     * Decides on items in the order of preference. When all are refused, the first that chance or the day's limit refused
     * comes back forced.
     *
     * @param examCode an item not published in it is unknown; null for any exam
     * @param sessionId whose draws are kept; null draws every item anew
     */
    public List<ServeDecision> decide(@Nullable String examCode, @Nullable String sessionId, List<ItemId> wanted) {
        List<ServeDecision> decisions = new ArrayList<>(wanted.size());
        int firstForcible = -1;
        boolean any = false;
        for (ItemId id : wanted) {
            ServeDecision decision = decide(examCode, sessionId, id);
            any |= decision.serve();
            if (firstForcible < 0 && decision.forcible()) firstForcible = decisions.size();
            decisions.add(decision);
        }
        if (!any && firstForcible >= 0)
            decisions.set(firstForcible, decisions.get(firstForcible).force());
        return decisions;
    }

    /** Decides on one item, which is never forced. */
    public ServeDecision decide(@Nullable String examCode, @Nullable String sessionId, ItemId id) {
        long count = daily.total(id, 1);
        Optional<ItemState> known =
                items.item(id).filter(item -> examCode == null || item.exams().contains(examCode));
        String reason = known.map(item -> reason(item, id, sessionId, count)).orElse(ServeDecision.UNKNOWN);
        Double k = known.map(ItemState::k).orElse(null);
        return new ServeDecision(
                id.questionId(), id.version(), reason.equals(ServeDecision.OK), reason, count, maxDaily, k, false);
    }

    private String reason(ItemState item, ItemId id, @Nullable String sessionId, long count) {
        if (item.locked() && item.k() == 0) return ServeDecision.LOCKED;
        if (count >= maxDaily) return ServeDecision.DAILY_MAX;
        double draw = sessionId != null && item.rejection().equals(BLOCK)
                ? sessionDraw.uniform(sessionId, id)
                : freshDraw.getAsDouble();
        // Below, not at most: a draw in [0, 1) is below k with probability k exactly, never for 0 and always for 1.
        return draw < item.k() ? ServeDecision.OK : ServeDecision.K_REJECTED;
    }
}
