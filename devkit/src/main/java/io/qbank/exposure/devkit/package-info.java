/**
 * Kafka and PostgreSQL in this process, clocks to move by hand, and samples: what the tests and the demo stand on. It
 * knows the contracts, and no application. Data directories are durable: start again on the same one and all is there.
 */
@NullMarked
package io.qbank.exposure.devkit;

import org.jspecify.annotations.NullMarked;
