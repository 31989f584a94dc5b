/** Breaks the system on purpose, as processes on a cluster, and checks what it promises: {@code qbank chaos}. */
@NullMarked
package io.qbank.exposure.demo.chaos;

import org.jspecify.annotations.NullMarked;
