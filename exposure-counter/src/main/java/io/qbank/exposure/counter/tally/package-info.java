/** The counting rules as arithmetic: what a session has seen, what a day has counted, and how both become few bytes. No broker, no clock, no log. */
@NullMarked
package io.qbank.exposure.counter.tally;

import org.jspecify.annotations.NullMarked;
