/** The processors of the topology: the only code here that is called by Kafka Streams for every record. */
@NullMarked
package io.qbank.exposure.counter.stream;

import org.jspecify.annotations.NullMarked;
