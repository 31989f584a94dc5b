/**
 * JSON in, JSON out, on Javalin. Routes is the list of what one can ask; a handler turns a request into a command or a
 * look at a view in a few lines; every error is a problem document.
 */
@NullMarked
package io.qbank.exposure.command.http;

import org.jspecify.annotations.NullMarked;
