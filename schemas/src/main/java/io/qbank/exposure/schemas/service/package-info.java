/** The operational contract of each service: settings from the environment, health and metrics over HTTP, workers that can be stepped, an orderly stop. No message and no business rule lives here. */
@NullMarked
package io.qbank.exposure.schemas.service;

import org.jspecify.annotations.NullMarked;
