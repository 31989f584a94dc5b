/** Everything that is broken: brokers, database, networks between, and two of each service, all as processes. */
@NullMarked
package io.qbank.exposure.demo.chaos.world;

import org.jspecify.annotations.NullMarked;
