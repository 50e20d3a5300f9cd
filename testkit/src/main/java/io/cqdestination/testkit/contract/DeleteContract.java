package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.plugin.WriteMessages.deleteRecord;
import static io.cqdestination.testkit.plugin.WriteMessages.deleteStale;
import static io.cqdestination.testkit.plugin.WriteMessages.equal;
import static io.cqdestination.testkit.plugin.WriteMessages.group;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static io.cqdestination.testkit.plugin.WriteMessages.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.PredicatesGroup.GroupingType;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that go. */
interface DeleteContract extends ContractParts {
  Instant BEFORE = Instant.parse("2026-01-01T00:00:00.000001Z");
  Instant NOW = Instant.parse("2026-01-01T00:00:00.000002Z");
  SampleTable SYNCED = SampleTable.synced("t").column("v", SampleTypes.text());
  SampleTable VALUES = new SampleTable("t").column("v", SampleTypes.text());

  @Test
  default void staleRowsOfTheSourceGoAndNoOthers() {
    client()
        .write(
            migrate(SYNCED),
            insert(
                SYNCED,
                SampleRow.synced("mine", BEFORE, "old"),
                SampleRow.synced("mine", NOW, "new"),
                SampleRow.synced("theirs", BEFORE, "theirs")),
            deleteStale("t", "mine", NOW));
    assertThat(sorted(VALUES, String.class)).containsExactly("new", "theirs");
  }

  @Test
  default void rowsThatMatchEveryGroupGo() {
    SampleTable table = SYNCED.column("n", SampleTypes.int64());
    client()
        .write(
            migrate(table),
            insert(
                table,
                SampleRow.synced("s", NOW, "a", 1L),
                SampleRow.synced("s", NOW, "a", 2L),
                SampleRow.synced("s", NOW, "b", 1L),
                SampleRow.synced("s", NOW, "c", 1L),
                SampleRow.synced("s", NOW, null, 1L)),
            deleteRecord(
                "t",
                List.of(
                    group(GroupingType.AND, equal("n", SampleTypes.int64(), 1L)),
                    group(
                        GroupingType.OR,
                        equal("v", SampleTypes.text(), "a"),
                        equal("v", SampleTypes.text(), "b"))),
                List.of()));
    assertThat(rows(VALUES))
        .extracting(row -> String.valueOf(row.getFirst()))
        .containsExactlyInAnyOrder("a", "c", "null");
  }

  @Test
  default void descendantsGoWithTheirRow() {
    SampleTable child = SYNCED.named("child").dependsOn("t");
    SampleTable grandchild = SYNCED.named("grandchild").dependsOn("child");
    UUID first = new UUID(0, 1);
    UUID second = new UUID(0, 2);
    UUID firstChild = new UUID(1, 1);
    UUID secondChild = new UUID(1, 2);
    client().write(migrate(SYNCED), migrate(child), migrate(grandchild));
    client()
        .write(
            insert(SYNCED, related(first, null, "first"), related(second, null, "second")),
            insert(child, related(firstChild, first, "1"), related(secondChild, second, "2")),
            insert(
                grandchild,
                related(new UUID(2, 1), firstChild, "11"),
                related(new UUID(2, 2), secondChild, "22")),
            deleteRecord(
                "t",
                List.of(group(GroupingType.AND, equal("_cq_id", SampleTypes.uuid(), first))),
                List.of(relation("grandchild", "child"), relation("child", "t"))));
    assertThat(sorted(VALUES, String.class)).containsExactly("second");
    assertThat(sorted(VALUES.named("child"), String.class)).containsExactly("2");
    assertThat(sorted(VALUES.named("grandchild"), String.class)).containsExactly("22");
  }

  private static SampleRow related(UUID id, @Nullable UUID parent, String value) {
    return SampleRow.row(NOW, "s", id, parent, value);
  }
}
