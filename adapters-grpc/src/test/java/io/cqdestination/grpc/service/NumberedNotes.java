package io.cqdestination.grpc.service;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import org.jspecify.annotations.Nullable;

/** The tables of these tests: a number and a note. What a note does is said at the writer. */
final class NumberedNotes {
  private NumberedNotes() {}

  static SampleTable table(String name) {
    return new SampleTable(name)
        .column("id", SampleTypes.int64())
        .column("note", SampleTypes.text());
  }

  static SampleRow note(long id, @Nullable String note) {
    return SampleRow.row(id, note);
  }
}
