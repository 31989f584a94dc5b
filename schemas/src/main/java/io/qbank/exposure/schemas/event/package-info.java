/** What the delivery platform says on {@code events.qbank}: an item was presented, a response was recorded. Nothing here counts. */
@NullMarked
package io.qbank.exposure.schemas.event;

import org.jspecify.annotations.NullMarked;
