package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.copy.EncodedRow;
import io.cqdestination.postgres.copy.SingleValue;
import io.cqdestination.postgres.text.ValueForms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of refused rows as texts: as the database writes them where they could be encoded.
 * What is no text in UTF-8 is replaced by U+FFFD. Thread-safe.
 */
final class RowTexts {
  private RowTexts() {}

  /** Of a row that was encoded. */
  static List<@Nullable String> of(EncodedRow row, List<String> types) {
    List<@Nullable String> texts = new ArrayList<>();
    int at = row.firstField();
    for (String type : types) {
      int length = BigEndian.getInt(row.bytes(), at);
      at += Integer.BYTES;
      texts.add(length < 0 ? null : text(row.bytes(), at, length, type));
      at += Math.max(length, 0);
    }
    return texts;
  }

  /** Of a row that could not be encoded. */
  static List<@Nullable String> of(RecordBatch batch, int row, List<String> types) {
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      ColumnView column = batch.columns().get(i);
      texts.add(column.isNull(row) ? null : text(column, row, types.get(i)));
    }
    return texts;
  }

  private static String text(ColumnView column, int row, String type) {
    try {
      byte[] value = SingleValue.encode(column, row, type);
      return text(value, 0, value.length, type);
    } catch (InvalidInput refused) {
      ByteSink text = new ByteSink();
      ValueText.append(column, row, text);
      return string(text);
    }
  }

  private static String text(byte[] bytes, int at, int length, String type) {
    ByteSink text = new ByteSink();
    ValueForms.of(type).appendText(bytes, at, length, text);
    return string(text);
  }

  private static String string(ByteSink text) {
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }
}
