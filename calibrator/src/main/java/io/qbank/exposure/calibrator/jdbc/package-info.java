/** Runs, policies and the bank's tables in PostgreSQL: SQL in sight, one transaction a verb. No message of the wire comes here. */
@NullMarked
package io.qbank.exposure.calibrator.jdbc;

import org.jspecify.annotations.NullMarked;
