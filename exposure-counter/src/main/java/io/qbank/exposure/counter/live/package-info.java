/** What /metrics shows of today's exposure and of the stream: views of what the tasks hold, worked out when somebody looks. */
@NullMarked
package io.qbank.exposure.counter.live;

import org.jspecify.annotations.NullMarked;
