/** From counts to control parameters: caps, the update rules, the exact expectation, feasibility. */
@NullMarked
package io.qbank.exposure.calibrator.engine.control;

import org.jspecify.annotations.NullMarked;
