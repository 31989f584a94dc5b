/** What the API does: turn a request into commands, publish them through the port CommandLog, and wait a little for what becomes of them. */
@NullMarked
package io.qbank.exposure.command.submit;

import org.jspecify.annotations.NullMarked;
