/** What the bank says of items and exams, as the counter needs it: who is tested, against which cap, since when. */
@NullMarked
package io.qbank.exposure.counter.control;

import org.jspecify.annotations.NullMarked;
