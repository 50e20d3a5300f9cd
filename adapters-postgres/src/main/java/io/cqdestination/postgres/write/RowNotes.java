package io.cqdestination.postgres.write;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.copy.EncodedRow;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.refused.OlderRow;
import io.cqdestination.postgres.refused.SetAsideRow;
import io.cqdestination.postgres.refused.SetAsideRow.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is noted of refused rows of one schema. Immutable.
 *
 * @param table the database's name of the table
 * @param statements how the rows would have been written
 */
record RowNotes(String table, WriteStatements statements, Dialect dialect) {
  static final String ID = "_cq_id";

  /** Of a row that was encoded. */
  SetAsideRow of(EncodedRow row, Refusal refusal) {
    return of(RowTexts.of(row, statements.types()), refusal);
  }

  /** Of a row that could not be encoded. */
  SetAsideRow of(RecordBatch batch, int row, Refusal refusal) {
    return of(RowTexts.of(batch, row, statements.types()), refusal);
  }

  private SetAsideRow of(List<@Nullable String> values, Refusal refusal) {
    return new SetAsideRow(
        UUID.randomUUID(), table, refusal, statements.columns(), values, older(values));
  }

  private OlderRow older(List<@Nullable String> values) {
    List<String> key = new ArrayList<>();
    for (String column : statements.keys()) {
      String value = values.get(statements.columns().indexOf(column));
      if (value == null) {
        return OlderRow.NONE;
      }
      key.add(value);
    }
    return key.isEmpty()
        ? OlderRow.NONE
        : new OlderRow(
            "(SELECT CAST(\"t\".%s AS text) FROM %s AS \"t\" WHERE %s)"
                .formatted(Identifiers.quoted(ID), statements.table(), sameKey()),
            key);
  }

  private String sameKey() {
    return statements.keys().stream()
        .map(key ->
            "\"t\".%s = %s"
                .formatted(
                    Identifiers.quoted(key),
                    statements.compared(key, "CAST(? AS %s)".formatted(definition(key)))))
        .collect(Collectors.joining(" AND "));
  }

  private String definition(String column) {
    return dialect.definition(statements.types().get(statements.columns().indexOf(column)));
  }
}
