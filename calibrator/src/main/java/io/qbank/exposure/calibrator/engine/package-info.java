/**
 * The calibration engine: values in, an outcome out. No broker, no row, no clock, no logger.
 * Begin with {@link io.qbank.exposure.calibrator.engine.Calibration}.
 */
@NullMarked
package io.qbank.exposure.calibrator.engine;

import org.jspecify.annotations.NullMarked;
