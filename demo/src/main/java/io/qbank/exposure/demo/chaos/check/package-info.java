/**
 * What must hold whatever is broken, checked from outside: topics by plain consumers, tables by SQL, the API by HTTP. Shares
 * no code with the services on purpose, so that it cannot share a mistake with them.
 */
@NullMarked
package io.qbank.exposure.demo.chaos.check;

import org.jspecify.annotations.NullMarked;
