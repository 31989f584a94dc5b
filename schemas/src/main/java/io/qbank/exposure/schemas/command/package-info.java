/** What anybody may ask of the calibrator, and what it answers. A command is idempotent by its id. */
@NullMarked
package io.qbank.exposure.schemas.command;

import org.jspecify.annotations.NullMarked;
