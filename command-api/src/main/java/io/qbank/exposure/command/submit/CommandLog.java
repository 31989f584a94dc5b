package io.qbank.exposure.command.submit;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.progress.Progress;

/** Where commands go. Returning means that they are there for good; an exception that nobody knows: ask again with the same ids. */
public interface CommandLog {
    /**
     * Appends a command.
     *
     * @throws CommandLogUnavailableException if it could not be made certain that the command is there
     * @throws InvalidMessageException if it is larger than the log takes
     */
    void append(CalibrationCommand command);

    /**
     * Appends a start and its first step, both or neither.
     *
     * @throws CommandLogUnavailableException if it could not be made certain that they are there
     * @throws InvalidMessageException if they are larger than the log takes
     */
    void append(CalibrationCommand.Start start, Progress queued);
}
