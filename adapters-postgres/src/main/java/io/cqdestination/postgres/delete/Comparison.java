package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import io.cqdestination.postgres.copy.SingleValue;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.text.ValueForms;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a predicate asks of a row. Immutable.
 *
 * @param sql with a question mark for the value
 * @param oneOf the same for several values, with a question mark for the text of their array
 * @param value as text that the server turns into the column's type; empty where there is none
 */
record Comparison(String sql, String oneOf, Optional<String> value) {
  private static final String TEXT = "text";

  /** CockroachDB lacks the type, and rows are sent to PostgreSQL in binary form. */
  private static final String HARDWARE_ADDRESS = "macaddr";

  /** Nothing equals NULL. */
  private static final Comparison NEVER = new Comparison("FALSE", "FALSE", Optional.empty());

  /**
   * @throws InvalidInput where the value is not a single one
   */
  static Comparison of(Predicate predicate, TableMapping mapping, Dialect dialect) {
    ColumnView column = predicate.value().columns().getFirst();
    if (column.type() instanceof ColumnType.ListType) {
      throw new InvalidInput(
          "delete_record cannot compare column %s: a predicate needs a single value"
              .formatted(predicate.columnName()));
    }
    if (column.isNull(0)) {
      return NEVER;
    }
    Table single = Table.of("", Column.of(predicate.columnName(), column.type()));
    StoredColumn stored = mapping.stored(single).columns().getFirst();
    String name = Identifiers.quoted(stored.name());
    String type = stored.type();
    String sql =
        type.equals(TEXT)
            ? name + " = ?"
            : "%s = CAST(? AS %s)".formatted(name, dialect.definition(type));
    String oneOf =
        "%s IN (SELECT CAST(\"x\" AS %s) FROM unnest(CAST(? AS text[])) AS \"x\")"
            .formatted(name, dialect.definition(type));
    return new Comparison(sql, oneOf, Optional.of(text(column, type)));
  }

  /** The value as rows have it, with the same losses, in the server's text form. */
  private static String text(ColumnView column, String storedType) {
    ByteSink text = new ByteSink();
    if (storedType.equals(HARDWARE_ADDRESS)) {
      ValueText.append(column, 0, text);
    } else {
      byte[] value = SingleValue.encode(column, storedType);
      ValueForms.of(storedType).appendText(value, 0, value.length, text);
    }
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }
}
