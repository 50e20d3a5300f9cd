package io.cqdestination.postgres.copy;

/**
 * A row inside of encoded ones, of which it takes no copy. Immutable, as far as the bytes are.
 *
 * @param bytes hold the row
 * @param firstField where its first field begins
 * @param end where its last field ends
 */
public record EncodedRow(byte[] bytes, int firstField, int end) {}
