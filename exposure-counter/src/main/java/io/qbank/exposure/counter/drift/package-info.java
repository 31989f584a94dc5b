/** Has an item's exposure left its cap? A sequential test that may be looked at every day; pure arithmetic on counts, in logarithms. */
@NullMarked
package io.qbank.exposure.counter.drift;

import org.jspecify.annotations.NullMarked;
