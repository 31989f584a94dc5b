package io.qbank.exposure.calibrator.job;

import java.time.Instant;

/**
 * Who sent a command, and when.
 *
 * @param commandId the same id is the same command
 * @param type as the contract names it
 * @param trigger api, cli, drift, schedule or service
 */
public record Origin(String commandId, String type, String requestedBy, Instant requestedAt, String trigger) {}
