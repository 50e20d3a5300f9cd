package io.cqdestination.testkit.contract;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.util.ArrayList;
import java.util.List;

/** Rows of a kibibyte, numbered from 0. */
final class WideRows {
  static final SampleTable APPENDED =
      new SampleTable("wide").column("id", SampleTypes.int64()).column("v", SampleTypes.text());
  static final SampleTable KEYED = APPENDED.primaryKey("id");

  private static final int ROWS_A_MESSAGE = 1_000;
  private static final String TEXT = "wide row ".repeat(113);

  private WideRows() {}

  /** Messages of a mebibyte. */
  static List<Write.Request> inserts(SampleTable table, int rows) {
    List<Write.Request> messages = new ArrayList<>();
    for (int from = 0; from < rows; from += ROWS_A_MESSAGE) {
      SampleRow[] some = new SampleRow[Math.min(ROWS_A_MESSAGE, rows - from)];
      for (int i = 0; i < some.length; i++) {
        some[i] = SampleRow.row((long) (from + i), TEXT);
      }
      messages.add(WriteMessages.insert(table, some));
    }
    return messages;
  }
}
