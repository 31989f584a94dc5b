/** A finished run for its readers: REPORT.json for programs, one page of HTML for people. Neither reads a file, a clock or a row. */
@NullMarked
package io.qbank.exposure.calibrator.report;

import org.jspecify.annotations.NullMarked;
