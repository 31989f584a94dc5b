/** How a calibration run tells of itself, from queued to its one outcome. */
@NullMarked
package io.qbank.exposure.schemas.progress;

import org.jspecify.annotations.NullMarked;
