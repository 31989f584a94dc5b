/**
 * The story that the demo tells: a house is opened, candidates come for some days, a calibration is asked for over HTTP,
 * candidates come again, and each link of the chain is checked. It speaks to the services as anybody would: topics, HTTP, SQL.
 */
@NullMarked
package io.qbank.exposure.demo.story;

import org.jspecify.annotations.NullMarked;
