/** The bank as the calibrator's relay publishes it: items with their k and cap, and the policy of an exam. */
@NullMarked
package io.qbank.exposure.schemas.item;

import org.jspecify.annotations.NullMarked;
