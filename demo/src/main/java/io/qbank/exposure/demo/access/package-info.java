/** The secret of a data directory, and the tokens signed with it. */
@NullMarked
package io.qbank.exposure.demo.access;

import org.jspecify.annotations.NullMarked;
