package io.cqdestination.postgres.connection;

/**
 * What the client accepts of a server's way to authenticate. Immutable.
 *
 * @param channelBinding libpq's {@code channel_binding}: {@code disable}, {@code prefer} or {@code
 *     require}
 * @param methods libpq's {@code require_auth}: methods accepted, or with {@code !} before each
 *     those that are not; empty for any
 */
record AuthenticationRequirements(String channelBinding, String methods) {}
