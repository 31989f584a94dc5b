package io.qbank.exposure.command.submit;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.progress.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A command log in memory; somebody may listen and answer. */
public final class MemoryCommandLog implements CommandLog {
    public final List<CalibrationCommand> commands = new CopyOnWriteArrayList<>();
    public final List<Progress> steps = new CopyOnWriteArrayList<>();
    private final Consumer<CalibrationCommand> listener;
    public volatile boolean down;

    public MemoryCommandLog(Consumer<CalibrationCommand> listener) {
        this.listener = listener;
    }

    @Override
    public void append(CalibrationCommand command) {
        if (down) throw new CommandLogUnavailableException("down", null);
        commands.add(command);
        listener.accept(command);
    }

    @Override
    public void append(CalibrationCommand.Start start, Progress queued) {
        append(start);
        steps.add(queued);
    }
}
