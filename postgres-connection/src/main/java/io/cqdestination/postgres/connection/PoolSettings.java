package io.cqdestination.postgres.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * What the connection string says of the pool its connections are kept in; empty where it says
 * nothing. The names are those of pgx's pool. Immutable.
 *
 * @param maxConnections at least 1
 * @param minConnections kept open though nobody uses them, 0 or more
 * @param maxConnectionLifetime after which a connection is replaced
 * @param maxConnectionIdleTime after which an unused connection is closed
 * @param healthCheckPeriod how often idle connections are looked at
 */
public record PoolSettings(
    Optional<Integer> maxConnections,
    Optional<Integer> minConnections,
    Optional<Duration> maxConnectionLifetime,
    Optional<Duration> maxConnectionIdleTime,
    Optional<Duration> healthCheckPeriod) {}
