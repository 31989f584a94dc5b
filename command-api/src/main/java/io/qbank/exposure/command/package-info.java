/** The command API: HTTP in, commands out, answers from views over topics. This package only wires; it has no database. */
@NullMarked
package io.qbank.exposure.command;

import org.jspecify.annotations.NullMarked;
