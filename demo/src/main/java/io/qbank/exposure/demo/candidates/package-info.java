/**
 * Simulated candidates of an adaptive test: they read items and k from {@code exposure.items} as a delivery platform would,
 * sit tests that obey k, and publish what happened, some of it twice. What they did is counted here once more, plainly.
 */
@NullMarked
package io.qbank.exposure.demo.candidates;

import org.jspecify.annotations.NullMarked;
