/** Measurements that anybody can repeat with one command, each beside something to compare it with in the same run. */
@NullMarked
package io.qbank.exposure.demo.bench;

import org.jspecify.annotations.NullMarked;
