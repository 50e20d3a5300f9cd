package io.cqdestination.postgres.write;

import java.time.Duration;

/**
 * How long transient failures of one batch are retried.
 *
 * @param timeout time from the first failure
 * @param deadlockRetries attempts that a deadlock gets at least, however long they take
 */
public record RetryPolicy(Duration timeout, int deadlockRetries) {}
