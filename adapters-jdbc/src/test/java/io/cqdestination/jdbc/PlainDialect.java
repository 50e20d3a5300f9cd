package io.cqdestination.jdbc;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.TypeWidening;
import io.cqdestination.core.table.ColumnType;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL with whole numbers, uuids, timestamps and texts, which hold all else. */
final class PlainDialect implements Dialect {

  @Override
  public String type(ColumnType type) {
    return switch (type) {
      case ColumnType.IntegerType _ -> "bigint";
      case ColumnType.UuidType _ -> "uuid";
      case ColumnType.TimestampType _ -> "timestamp without time zone";
      default -> "text";
    };
  }

  @Override
  public boolean keepsText(ColumnType type) {
    return type(type).equals("text") && !(type instanceof ColumnType.TextType);
  }

  @Override
  public SchemaCapabilities capabilities() {
    return SchemaCapabilities.LEAST
        .withNotNullReleases()
        .withWidening((from, to) ->
            from.equals("bigint") && to.equals("text")
                ? Optional.of(TypeWidening.Cost.REWRITE)
                : Optional.empty());
  }

  @Override
  public String rowOrder() {
    return "ctid";
  }

  @Override
  public boolean isTransient(SQLException failure) {
    return "40001".equals(failure.getSQLState());
  }
}
