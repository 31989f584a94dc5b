/** Proves that schemas, samples, records, catalogue and AsyncAPI document say the same. */
@NullMarked
package io.qbank.exposure.schemas.contract;

import org.jspecify.annotations.NullMarked;
