/** The catalogue: the only place where a topic's name, key and retention are spelled. */
@NullMarked
package io.qbank.exposure.schemas.topic;

import org.jspecify.annotations.NullMarked;
