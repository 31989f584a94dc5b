/** Commands in, progress and outcomes out: the wire's records become jobs here and back, and go no further in. */
@NullMarked
package io.qbank.exposure.calibrator.kafka;

import org.jspecify.annotations.NullMarked;
