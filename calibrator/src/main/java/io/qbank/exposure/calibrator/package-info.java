/** The calibrator as a program: its settings, and the page on which everything is wired. */
@NullMarked
package io.qbank.exposure.calibrator;

import org.jspecify.annotations.NullMarked;
