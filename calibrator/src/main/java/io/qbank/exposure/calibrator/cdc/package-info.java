/**
 * The relay: what anybody changes in the bank's item tables, or in the policies, is published on {@code exposure.items} and
 * {@code exposure.policies}. Debezium only says which items to look at again; what is published is always read from the
 * bank. {@code ItemRelay} is the door; nothing else is public but its configuration. Nothing here writes a row.
 */
@NullMarked
package io.qbank.exposure.calibrator.cdc;

import org.jspecify.annotations.NullMarked;
