/** What a run found out about its own result, on draws it was not calibrated on. */
@NullMarked
package io.qbank.exposure.calibrator.engine.report;

import org.jspecify.annotations.NullMarked;
