package io.cqdestination.postgres.dialect;

/**
 * How long the names of database objects may be. The server cuts longer ones, between characters.
 * Immutable.
 *
 * @param bytes counted in the server's encoding
 */
public record NameLimit(int bytes, ServerEncoding encoding) {}
