package io.cqdestination.postgres.dialect;

import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.quotedName;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.SchemaCapabilities.KeyMoves;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.StoredTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Name;
import org.jooq.Query;

/**
 * PostgreSQL, from 10 on.
 *
 * @param majorVersion as the server counts it
 */
public record PostgresDialect(int majorVersion) implements Dialect {
  private static final int NUMERIC_WITH_ANY_SCALE = 15;
  private static final int WITHOUT_OID_COLUMNS = 12;
  private static final int GENERATED_COLUMNS = 12;

  @Override
  public String product() {
    return "PostgreSQL " + majorVersion;
  }

  /** Whether {@code pg_attribute} knows generated columns. */
  public boolean hasGeneratedColumns() {
    return majorVersion >= GENERATED_COLUMNS;
  }

  @Override
  public String integer(int bits, boolean signed) {
    int bitsWithSign = signed ? bits : bits * 2;
    return switch (bitsWithSign) {
      case 8, 16 -> "smallint";
      case 32 -> "integer";
      case 64 -> "bigint";
      default -> throw new IllegalArgumentException(bits + " bits");
    };
  }

  @Override
  public String numeric(int precision, int scale) {
    return majorVersion >= NUMERIC_WITH_ANY_SCALE
        ? "numeric(%d,%d)".formatted(precision, scale)
        : NumericTypes.withScaleInsidePrecision(precision, scale);
  }

  @Override
  public String macAddress() {
    return "macaddr";
  }

  @Override
  public String listOf(String elementType) {
    return elementType + "[]";
  }

  @Override
  public String definition(String type) {
    return type;
  }

  @Override
  public boolean sameType(String wanted, String found) {
    return wanted.equals(found);
  }

  @Override
  public Set<String> reservedColumnNames() {
    return majorVersion >= WITHOUT_OID_COLUMNS
        ? Set.of("tableoid", "cmax", "xmax", "cmin", "xmin", "ctid")
        : Set.of("tableoid", "cmax", "xmax", "cmin", "xmin", "ctid", "oid");
  }

  @Override
  public int maxColumns() {
    return 1600;
  }

  @Override
  public String uniqueConstraintName(String table, String column, NameLimit limit) {
    return ObjectNames.join(table, column, "key", limit);
  }

  @Override
  public Optional<Duration> connectionLifetime() {
    return Optional.empty();
  }

  @Override
  public SchemaCapabilities capabilities() {
    return SchemaCapabilities.LEAST
        .withKeyMoves(KeyMoves.AT_ONCE)
        .withUniqueConstraints()
        .withComments();
  }

  @Override
  public boolean hasTransactionalDdl() {
    return true;
  }

  @Override
  public List<Query> dropUnique(SchemaName schema, DropUniqueConstraint change) {
    return List.of(
        alterTable(schema.qualify(change.table())).dropConstraint(quotedName(change.constraint())));
  }

  @Override
  public List<Query> moveKey(SchemaName schema, StoredTable found, MovePrimaryKey change) {
    Name table = schema.qualify(change.table());
    Name key = quotedName(Objects.requireNonNull(change.from().constraintName()));
    List<Query> statements = new ArrayList<>();
    statements.add(alterTable(table).dropConstraint(key));
    statements.add(alterTable(table).add(constraint(key).primaryKey(quotedName(change.to()))));
    for (String column : change.nullable()) {
      statements.add(alterTable(table).alterColumn(quotedName(column)).dropNotNull());
    }
    return statements;
  }

  @Override
  public List<Query> clearOldKey(
      SchemaName schema, StoredTable before, StoredTable after, MovePrimaryKey change) {
    return List.of();
  }

  @Override
  public Optional<Query> schemaLock(SchemaName schema, String table, boolean locked) {
    return Optional.empty();
  }
}
