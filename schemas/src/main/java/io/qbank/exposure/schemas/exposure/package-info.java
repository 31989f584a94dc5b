/** What the counter publishes: counts a day, sessions, outcomes, evidence and drift. */
@NullMarked
package io.qbank.exposure.schemas.exposure;

import org.jspecify.annotations.NullMarked;
