/** How fast the engine is, beside a reference that does what v7 did, in one run. Nothing of the product depends on it. */
@NullMarked
package io.qbank.exposure.calibrator.bench;

import org.jspecify.annotations.NullMarked;
