/** Item response theory: the three-parameter model, item information, and who is most informative where. No randomness. */
@NullMarked
package io.qbank.exposure.calibrator.engine.irt;

import org.jspecify.annotations.NullMarked;
