/** From a record's bytes to what can be counted, or to the reason why not. The contract's record decides; here is only a faster way to the same answer. */
@NullMarked
package io.qbank.exposure.counter.decode;

import org.jspecify.annotations.NullMarked;
