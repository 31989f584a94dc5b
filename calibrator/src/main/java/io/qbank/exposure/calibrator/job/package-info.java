/**
 * Calibration as work to be done: commands come in, runs are filed, claimed, run and ended. Use cases and their ports; the
 * wire, the broker and the database are elsewhere.
 */
@NullMarked
package io.qbank.exposure.calibrator.job;

import org.jspecify.annotations.NullMarked;
