package io.cqdestination.postgres.dialect;

import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.quotedName;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.SchemaCapabilities.KeyMoves;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.StoredTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * CockroachDB, from 20.2 on. Each statement it is given runs alone: DDL in a transaction may fail
 * at COMMIT half applied.
 */
public record CockroachDialect(CockroachVersion version) implements Dialect {
  /** What the catalogue calls the types whose DDL words mean other widths by default. */
  private static final Map<String, String> INTEGERS =
      Map.of("smallint", "int2", "integer", "int4", "bigint", "int8");

  private static final String ARRAY = "[]";
  private static final CockroachVersion CORRUPTING = new CockroachVersion(23, 1, 0);

  @Override
  public String product() {
    return "CockroachDB " + version;
  }

  /**
   * Whether COPY in text format brings values of these types into the table as they are. 23.1.0
   * corrupts rows (technical advisory 103220); before 21.2.16 and 22.1.7 escapes inside arrays are
   * misread.
   */
  public boolean copiesCorrectly(List<String> types) {
    boolean arrays = types.stream().anyMatch(type -> type.endsWith(ARRAY));
    return !version.equals(CORRUPTING) && (!arrays || readsEscapesInArrays());
  }

  private boolean readsEscapesInArrays() {
    return version.isAtLeast(22, 1)
        ? version.compareTo(new CockroachVersion(22, 1, 7)) >= 0
        : version.compareTo(new CockroachVersion(21, 2, 16)) >= 0;
  }

  @Override
  public String integer(int bits, boolean signed) {
    int bitsWithSign = signed ? bits : bits * 2;
    return switch (bitsWithSign) {
      case 8, 16 -> "smallint";
      case 32, 64 -> "bigint";
      default -> throw new IllegalArgumentException(bits + " bits");
    };
  }

  @Override
  public String numeric(int precision, int scale) {
    return NumericTypes.withScaleInsidePrecision(precision, scale);
  }

  @Override
  public String macAddress() {
    return "text";
  }

  /** Arrays of jsonb are refused by every version: one jsonb holds the JSON array. */
  @Override
  public String listOf(String elementType) {
    return elementType.equals("jsonb") ? "jsonb" : elementType + ARRAY;
  }

  @Override
  public String definition(String type) {
    return type.endsWith(ARRAY)
        ? definition(type.substring(0, type.length() - ARRAY.length())) + ARRAY
        : INTEGERS.getOrDefault(type, type);
  }

  /** Versions before 23.1.12 show no precision of numeric elements, later ones that of times. */
  @Override
  public boolean sameType(String wanted, String found) {
    String plain = found.replace("(6) without", " without");
    return wanted.equals(plain)
        || (plain.equals("numeric[]") && wanted.startsWith("numeric") && wanted.endsWith(ARRAY));
  }

  @Override
  public Set<String> reservedColumnNames() {
    return Set.of("tableoid", "crdb_internal_mvcc_timestamp");
  }

  @Override
  public int maxColumns() {
    return Integer.MAX_VALUE;
  }

  @Override
  public String uniqueConstraintName(String table, String column, NameLimit limit) {
    return keyName(table, column);
  }

  /**
   * Its documentation asks for 5 to 30 minutes: so connections find nodes that were added, and
   * leave those that are drained.
   */
  @Override
  public Optional<Duration> connectionLifetime() {
    return Optional.of(Duration.ofMinutes(15));
  }

  @Override
  public SchemaCapabilities capabilities() {
    return SchemaCapabilities.LEAST
        .withKeyMoves(KeyMoves.IN_STEPS)
        .withUniqueConstraints()
        .withComments();
  }

  @Override
  public boolean hasTransactionalDdl() {
    return false;
  }

  @Override
  public List<Query> dropUnique(SchemaName schema, DropUniqueConstraint change) {
    return List.of(dropIndex(schema.qualify(change.table()), change.constraint()));
  }

  @Override
  public List<Query> moveKey(SchemaName schema, StoredTable found, MovePrimaryKey change) {
    Name table = schema.qualify(change.table());
    boolean locked = found.surroundings().locked();
    List<Query> statements = new ArrayList<>();
    if (locked) {
      statements.add(schemaLock(table, false));
    }
    Name key = quotedName(Objects.requireNonNull(change.from().constraintName()));
    statements.add(
        DSL.query(
            "alter table {0} drop constraint {1}, add constraint {1} primary key ({2})",
            table, key, quotedName(change.to())));
    for (String column : change.nullable()) {
      statements.add(alterTable(table).alterColumn(quotedName(column)).dropNotNull());
    }
    if (locked) {
      statements.add(schemaLock(table, true));
    }
    return statements;
  }

  /**
   * Some versions, early 26.1 and 26.2.0 among them, keep the old key as a unique index, which rows
   * that are right would violate.
   */
  @Override
  public List<Query> clearOldKey(
      SchemaName schema, StoredTable before, StoredTable after, MovePrimaryKey change) {
    String leftover = keyName(change.table(), String.join("_", change.from().columns()));
    if (before.surroundings().indexNames().contains(leftover)
        || !after.surroundings().indexNames().contains(leftover)) {
      return List.of();
    }
    Name table = schema.qualify(change.table());
    Query drop = dropIndex(table, leftover);
    return after.surroundings().locked()
        ? List.of(schemaLock(table, false), drop, schemaLock(table, true))
        : List.of(drop);
  }

  @Override
  public Optional<Query> schemaLock(SchemaName schema, String table, boolean locked) {
    return Optional.of(schemaLock(schema.qualify(table), locked));
  }

  private static String keyName(String table, String columns) {
    return table + "_" + columns + "_key";
  }

  private static Query dropIndex(Name table, String index) {
    return DSL.query("drop index if exists {0}@{1} cascade", table, quotedName(index));
  }

  private static Query schemaLock(Name table, boolean locked) {
    return DSL.query("alter table {0} set (schema_locked = {1})", table, DSL.inline(locked));
  }
}
