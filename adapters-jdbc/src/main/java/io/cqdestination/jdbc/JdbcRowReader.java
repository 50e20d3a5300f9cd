package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.retry.Retries;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.value.JavaColumn;
import io.cqdestination.core.value.RowSink;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads tables back; begins again where it fails before any row is handed on. Thread-safe. */
final class JdbcRowReader implements RowReader {
  private final RetriedTransactions transactions;
  private final Dialect dialect;

  JdbcRowReader(RetriedTransactions transactions) {
    this.transactions = transactions;
    this.dialect = transactions.dialect();
  }

  @Override
  public void read(Table table, Consumer<RecordBatch> sink) {
    String subject = "table " + table.name();
    AtomicBoolean begun = new AtomicBoolean();
    Consumer<RecordBatch> notedSink =
        batch -> {
          begun.set(true);
          sink.accept(batch);
        };
    Optional<Transient> brokenOff =
        Retries.run(
            subject,
            transactions.timeout(),
            () -> {
              try {
                transactions
                    .database()
                    .transaction(subject, session -> read(session, table, rows(table, notedSink)));
                return Optional.empty();
              } catch (Transient failure) {
                if (begun.get()) {
                  return Optional.of(failure);
                }
                throw failure;
              }
            });
    if (brokenOff.isPresent()) {
      throw brokenOff.get();
    }
  }

  private RowSink rows(Table table, Consumer<RecordBatch> sink) {
    return new RowSink(
        table,
        type -> dialect.keepsText(type) ? JavaColumn.ofTexts(type) : JavaColumn.of(type),
        sink);
  }

  private boolean read(Connection session, Table table, RowSink rows) throws SQLException {
    List<String> names = table.columns().stream().map(Column::name).toList();
    String sql = "SELECT %s FROM %s".formatted(dialect.quoted(names), dialect.quoted(table.name()));
    try (PreparedStatement statement = session.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        for (int i = 0; i < names.size(); i++) {
          rows.columns().get(i).add(plain(result.getObject(i + 1)));
        }
        rows.endRow();
      }
    }
    rows.end();
    return true;
  }

  private @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case Timestamp time -> time.toLocalDateTime();
      case Date date -> date.toLocalDate();
      case Time time -> time.toLocalTime();
      case Blob blob -> blob.getBytes(1, Math.toIntExact(blob.length()));
      case Array list -> plain((@Nullable Object[]) list.getArray());
      case Struct struct -> plain(struct.getAttributes());
      case null, default -> dialect.plain(value);
    };
  }

  private List<@Nullable Object> plain(@Nullable Object[] values) throws SQLException {
    List<@Nullable Object> plain = new ArrayList<>(values.length);
    for (Object value : values) {
      plain.add(plain(value));
    }
    return plain;
  }
}
