/** The broker's side of the ports: global state stores that feed the views, and a transactional log of commands. */
@NullMarked
package io.qbank.exposure.command.kafka;

import org.jspecify.annotations.NullMarked;
