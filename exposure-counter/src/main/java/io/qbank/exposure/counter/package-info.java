/** The exposure counter: how it is configured, started, checked and stopped, and the picture of its topology. */
@NullMarked
package io.qbank.exposure.counter;

import org.jspecify.annotations.NullMarked;
