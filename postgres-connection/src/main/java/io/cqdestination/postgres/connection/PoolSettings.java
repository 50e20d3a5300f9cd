package io.cqdestination.postgres.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * What the connection string says of the pool its connections are kept in; empty where it says
 * nothing. The names are those of pgx's pool. Immutable.
 *
 * @param maxConnections at least 1
 * @param maxConnectionLifetime after which a connection is replaced
 * @param maxConnectionIdleTime after which an unused connection is not used again
 */
public record PoolSettings(
    Optional<Integer> maxConnections,
    Optional<Duration> maxConnectionLifetime,
    Optional<Duration> maxConnectionIdleTime) {}
