/** Reading and writing, and how a refusal is worded. */
@NullMarked
package io.qbank.exposure.schemas.json;

import org.jspecify.annotations.NullMarked;
