/**
 * The command line {@code ./qbank}: the whole house in one process, its surroundings alone, simulated candidates, tokens.
 * Only here do the applications meet in code.
 */
@NullMarked
package io.qbank.exposure.demo;

import org.jspecify.annotations.NullMarked;
