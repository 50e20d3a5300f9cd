package io.cqdestination.postgres.pool;

import java.time.Duration;

/**
 * How many connections a pool opens and how long it keeps them.
 *
 * @param connections most connections at one time, at least 1
 * @param lifetime age at which a connection is not lent again
 * @param idleTime time unused after which a connection is not lent again
 * @param patience how long a borrower waits for a connection to come free
 */
public record PoolLimits(
    int connections, Duration lifetime, Duration idleTime, Duration patience) {}
