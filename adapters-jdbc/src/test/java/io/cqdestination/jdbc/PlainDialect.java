package io.cqdestination.jdbc;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.TypeWidening;
import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.core.table.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** PostgreSQL with whole numbers, uuids, timestamps and texts, which hold all else. */
class PlainDialect implements Dialect {

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
  public TransactionInquiry inquiry(Connection session) throws SQLException {
    String number = answer(session, "SELECT txid_current()");
    return other ->
        switch (answer(other, "SELECT txid_status(%s)".formatted(number))) {
          case "committed" -> new CommitOutcome.Committed();
          case "aborted" -> new CommitOutcome.Aborted();
          default -> new CommitOutcome.InProgress();
        };
  }

  private static String answer(Connection session, String question) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
