/** Random numbers as functions of a seed: the same bits on every machine. */
@NullMarked
package io.qbank.exposure.calibrator.engine.rng;

import org.jspecify.annotations.NullMarked;
