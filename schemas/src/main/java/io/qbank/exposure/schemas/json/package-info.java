/** How a contract becomes bytes and back: one strict mapper, one serde, and messages a person understands when the bytes are wrong. */
@NullMarked
package io.qbank.exposure.schemas.json;

import org.jspecify.annotations.NullMarked;
