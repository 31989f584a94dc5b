/**
 * The command line: flags become a pool and a plan, a result becomes files and sentences. A wrong flag is refused with field,
 * allowed and given before anything runs. What is calibrated, and how, is the engine's.
 */
@NullMarked
package io.qbank.exposure.calibrator.cli;

import org.jspecify.annotations.NullMarked;
