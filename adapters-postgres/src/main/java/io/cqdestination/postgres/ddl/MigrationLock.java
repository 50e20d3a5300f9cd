package io.cqdestination.postgres.ddl;

import io.cqdestination.postgres.dialect.SchemaName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The advisory lock that all migrations of a schema take, for the length of a transaction: it
 * belongs to no session, as a pooler may give the next transaction another one.
 *
 * @param space both are positive
 */
record MigrationLock(int space, int key) {

  /** The lock of a schema; schemas of other databases have other locks anyway. */
  static MigrationLock of(SchemaName schema) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String subject = "cloudquery destination, migration of schema " + schema.value();
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest(subject.getBytes(StandardCharsets.UTF_8)));
      return new MigrationLock(
          digest.getInt() & Integer.MAX_VALUE, digest.getInt() & Integer.MAX_VALUE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The statement that takes the lock or waits for it. */
  String statement() {
    return "select pg_catalog.pg_advisory_xact_lock(%d, %d)".formatted(space, key);
  }
}
