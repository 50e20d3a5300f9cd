package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.JsonText;
import io.cqdestination.core.text.ValueText;

/**
 * Encodes values that the database keeps as text: each column of a record is turned into a column
 * of texts first. Thread-safe.
 */
final class RenderedEncoder {
  private RenderedEncoder() {}

  /** The text form, in a {@code text} column. */
  static FieldWriter text(ColumnView column) {
    ByteSink sink = new ByteSink();
    boolean nested = !column.children().isEmpty();
    JsonText json = JsonText.of(column.type());
    VariableWidthBuilder texts = new VariableWidthBuilder();
    for (int row = 0; row < column.length(); row++) {
      if (column.isNull(row)) {
        texts.appendNull();
      } else {
        sink.clear();
        if (nested) {
          json.append(column, row, sink);
        } else {
          ValueText.append(column, row, sink);
        }
        texts.append(sink.toByteArray());
      }
    }
    // JSON inside a nested value may have escapes of U+0000, which no cast to jsonb would take.
    return nested
        ? JsonEncoder.writer(texts.build(new ColumnType.JsonType()), false)
        : TextEncoder.writer(texts.build(new ColumnType.TextType(false)));
  }

  /**
   * The JSON form, in a {@code jsonb} column: for lists of JSON where the database has no arrays of
   * it.
   */
  static FieldWriter json(ColumnView column) {
    ByteSink sink = new ByteSink();
    JsonText json = JsonText.of(column.type());
    VariableWidthBuilder texts = new VariableWidthBuilder();
    for (int row = 0; row < column.length(); row++) {
      sink.clear();
      json.append(column, row, sink);
      texts.append(sink.toByteArray());
    }
    return JsonEncoder.writer(texts.build(new ColumnType.JsonType()), true);
  }
}
