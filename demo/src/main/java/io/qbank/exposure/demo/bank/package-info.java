/** The question bank's side: exams put into its tables with SQL, and read back from them. */
@NullMarked
package io.qbank.exposure.demo.bank;

import org.jspecify.annotations.NullMarked;
