package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
          "$1 ? :a",
          "long_".repeat(25),
          "höher".repeat(20));

  /** As many bytes as the shortest limit among databases that is usual. */
  String LONG = "n".repeat(63);

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

  @Test
  default void tablesWhoseLongNamesDifferAtTheirEndAreKeptApartOrRefused() {
    twoTables(LONG + "_one", LONG + "_other");
  }

  @Test
  default void tablesWhoseNamesDifferInTheirCaseAreKeptApartOrRefused() {
    twoTables("Case", "case");
  }

  @Test
  default void columnsWhoseLongNamesDifferAtTheirEndAreKeptApartOrRefused() {
    twoColumns(LONG + "_one", LONG + "_other");
  }

  @Test
  default void columnsWhoseNamesDifferInTheirCaseAreKeptApartOrRefused() {
    twoColumns("Case", "case");
  }

  private void twoTables(String one, String other) {
    SampleTable first = new SampleTable(one).column("v", SampleTypes.text());
    SampleTable second = first.named(other);
    if (taken(first, second)) {
      client()
          .write(
              WriteMessages.insert(first, row("first")),
              WriteMessages.insert(second, row("second")));
      assertThat(rows(first)).containsExactly(List.of("first"));
      assertThat(rows(second)).containsExactly(List.of("second"));
    } else {
      client().write(WriteMessages.migrate(first), WriteMessages.insert(first, row("alone")));
      assertThat(rows(first)).containsExactly(List.of("alone"));
    }
  }

  private void twoColumns(String one, String other) {
    SampleTable single = new SampleTable("t").column(one, SampleTypes.text());
    SampleTable both = single.column(other, SampleTypes.text());
    if (taken(both)) {
      client().write(WriteMessages.insert(both, row("first", "second")));
      assertThat(rows(both)).containsExactly(List.of("first", "second"));
    } else {
      client().write(WriteMessages.migrate(single), WriteMessages.insert(single, row("alone")));
      assertThat(rows(single)).containsExactly(List.of("alone"));
    }
  }

  private boolean taken(SampleTable... tables) {
    Optional<StatusRuntimeException> refusal =
        refusal(Arrays.stream(tables).map(WriteMessages::migrate).toArray(Write.Request[]::new));
    refusal.ifPresent(status ->
        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION));
    return refusal.isEmpty();
  }
}
