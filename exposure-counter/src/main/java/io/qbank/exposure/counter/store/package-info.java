/** State of the counter: objects in memory that are written to RocksDB and the changelog when a commit is near, and no earlier. */
@NullMarked
package io.qbank.exposure.counter.store;

import org.jspecify.annotations.NullMarked;
