/** What a process of ours holds while it runs. */
@NullMarked
package io.qbank.exposure.demo.process;

import org.jspecify.annotations.NullMarked;
