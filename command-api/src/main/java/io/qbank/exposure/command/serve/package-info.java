/** Whether an item may be administered now: the exposure control at the moment of delivery. Pure but for a draw that is handed in. */
@NullMarked
package io.qbank.exposure.command.serve;

import org.jspecify.annotations.NullMarked;
