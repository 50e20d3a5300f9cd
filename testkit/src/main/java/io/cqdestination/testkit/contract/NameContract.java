package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tables and columns may have any name. */
interface NameContract extends ContractParts {
  List<String> ODD_NAMES =
      List.of(
          "select",
          "a b",
          "a.b",
          "it's",
          "say \"so\"",
          "Großbuchstabe",
          "100%_\\",
          "duck 🦆",
          "x) VALUES (1",
          "$1 ? :a");

  @Test
  default void oddNamesAreNames() {
    for (String name : ODD_NAMES) {
      SampleTable table =
          SampleTable.synced(name)
              .column("key of " + name, SampleTypes.int64())
              .column(name, SampleTypes.text())
              .primaryKey("key of " + name);
      Instant before = Instant.parse("2026-01-01T00:00:00Z");
      Instant after = Instant.parse("2026-01-02T00:00:00Z");
      client()
          .write(
              WriteMessages.migrate(table),
              WriteMessages.insert(
                  table,
                  SampleRow.synced("it's", before, 1L, "old"),
                  SampleRow.synced("it's", after, 2L, "new")),
              WriteMessages.insert(
                  table.without("_cq_parent_id"), row(after, "it's", new UUID(1, 2), 2L, "newer")),
              WriteMessages.deleteStale(name, "it's", after));
      SampleTable values = new SampleTable(name).column(name, SampleTypes.text());
      assertThat(rows(values)).as(name).containsExactly(List.of("newer"));
      client()
          .write(
              WriteMessages.migrate(table.column("more of " + name, SampleTypes.int64())),
              WriteMessages.deleteRecord(name, List.of(), List.of()));
      assertThat(rows(values)).as(name).isEmpty();
    }
  }
}
