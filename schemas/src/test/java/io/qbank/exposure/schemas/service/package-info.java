/** Settings, workers and health, as an operator meets them. */
@NullMarked
package io.qbank.exposure.schemas.service;

import org.jspecify.annotations.NullMarked;
