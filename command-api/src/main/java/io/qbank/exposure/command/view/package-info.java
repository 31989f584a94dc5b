/**
 * What the API knows: in-memory views of topics, each fed by one thread and read by many. The contract's records are the
 * domain here and come in as they are; no broker and no HTTP.
 */
@NullMarked
package io.qbank.exposure.command.view;

import org.jspecify.annotations.NullMarked;
