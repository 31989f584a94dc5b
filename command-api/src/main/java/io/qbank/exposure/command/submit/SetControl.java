package io.qbank.exposure.command.submit;

import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.ItemView;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets one item's control by hand, and waits until the item's row shows it. */
public final class SetControl {
    private final Desk desk;
    private final ItemView items;
    private final Ids ids;
    private final String tenantId;
    private final Clock clock;

    SetControl(Desk desk, ItemView items, Ids ids, String tenantId, Clock clock) {
        this.desk = desk;
        this.items = items;
        this.ids = ids;
        this.tenantId = tenantId;
        this.clock = clock;
    }

    /** Absent values stay as they are; at least one must be there. */
    public Verdict set(String by, ItemId item, @Nullable Double k, @Nullable Double cap, @Nullable Boolean locked)
            throws InterruptedException {
        CalibrationCommand.ControlSet command = new CalibrationCommand.ControlSet(
                ids.next(),
                tenantId,
                by,
                clock.instant(),
                Trigger.API,
                item.questionId(),
                item.version(),
                k,
                cap,
                locked);
        return desk.submit(
                command,
                () -> items.item(item).filter(row -> shows(row, command)).isPresent());
    }

    private static boolean shows(ItemState row, CalibrationCommand.ControlSet command) {
        return (command.shP() == null || command.shP() == row.k())
                && (command.cap() == null || Objects.equals(command.cap(), row.cap()))
                && (command.locked() == null || command.locked() == row.locked());
    }
}
