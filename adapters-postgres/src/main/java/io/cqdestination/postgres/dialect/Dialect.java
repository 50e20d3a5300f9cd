package io.cqdestination.postgres.dialect;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.StoredTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Query;

/**
 * Everything that differs between the databases. Types are named by the words of the catalogue's
 * {@code format_type} unless a method says otherwise. Pure, immutable, thread-safe.
 */
public sealed interface Dialect permits PostgresDialect, CockroachDialect {

  /** Name and version for a message, such as {@code PostgreSQL 15}. */
  String product();

  /** The type of whole numbers of a width that is at most 64 bits signed or 32 unsigned. */
  String integer(int bits, boolean signed);

  /** The type of decimal numbers; a scale may be negative or above the precision. */
  String numeric(int precision, int scale);

  /** The type of hardware addresses. */
  String macAddress();

  /** The type of lists whose elements have the given type. */
  String listOf(String elementType);

  /** The type as DDL has to write it so that the catalogue shows the given words. */
  String definition(String type);

  /** Whether a type that the catalogue shows is what a wanted type looks like there. */
  boolean sameType(String wanted, String found);

  /** Column names that the database keeps for itself. */
  Set<String> reservedColumnNames();

  /** How many columns a table may have. */
  int maxColumns();

  /** The name that the database gives to an unnamed unique constraint over one column. */
  String uniqueConstraintName(String table, String column, NameLimit limit);

  /** The age at which the database wants connections replaced; empty where it does not mind. */
  Optional<Duration> connectionLifetime();

  /** What plans may ask for, without changes of types, for which a spec has to ask. */
  SchemaCapabilities capabilities();

  /** Whether DDL of several tables can share a transaction and be rolled back. */
  boolean hasTransactionalDdl();

  /** Statements that drop a unique constraint, in order. */
  List<Query> dropUnique(SchemaName schema, DropUniqueConstraint change);

  /**
   * Statements that move the primary key, in order.
   *
   * @param found the table as it was before
   */
  List<Query> moveKey(SchemaName schema, StoredTable found, MovePrimaryKey change);

  /**
   * Statements that remove what moving the primary key has left behind, in order.
   *
   * @param before the table as it was before
   * @param after the table as it is now
   */
  List<Query> clearOldKey(
      SchemaName schema, StoredTable before, StoredTable after, MovePrimaryKey change);

  /**
   * A statement that allows or refuses changes of a table's shape; empty where tables have no such
   * lock.
   */
  Optional<Query> schemaLock(SchemaName schema, String table, boolean locked);
}
