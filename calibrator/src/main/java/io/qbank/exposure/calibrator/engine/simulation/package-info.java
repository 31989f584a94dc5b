/** Simulated candidates: one test at a time, many candidates in blocks, counts that add up in any order. */
@NullMarked
package io.qbank.exposure.calibrator.engine.simulation;

import org.jspecify.annotations.NullMarked;
