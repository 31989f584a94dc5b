/** The order of a run's steps. */
@NullMarked
package io.qbank.exposure.schemas.progress;

import org.jspecify.annotations.NullMarked;
