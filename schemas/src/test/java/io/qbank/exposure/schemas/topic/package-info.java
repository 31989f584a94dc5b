/** Keys and the catalogue. */
@NullMarked
package io.qbank.exposure.schemas.topic;

import org.jspecify.annotations.NullMarked;
