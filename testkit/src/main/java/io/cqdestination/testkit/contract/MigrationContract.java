package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.contract.ContractParts.failure;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static io.cqdestination.testkit.plugin.WriteMessages.migrateForced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.grpc.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns that come, go and get other types. */
interface MigrationContract extends ContractParts {
  SampleTable NUMBERS = new SampleTable("numbers").column("n", SampleTypes.int64());

  @Test
  default void whatIsAsWantedStaysAsItIs() {
    SampleTable table = SampleTable.synced("every").primaryKey("_cq_id");
    List<TypeSample> samples = TypeSample.all();
    for (int i = 0; i < samples.size(); i++) {
      table = table.column("c" + i, samples.get(i).type());
    }
    client().write(migrate(table));
    client().write(migrate(table));
    client().write(migrate(table), migrateForced(table));
    assertThat(rows(table)).isEmpty();
  }

  @Test
  default void aColumnIsAddedAndOneThatIsGoneStays() {
    SampleTable more = new SampleTable("numbers").column("added", SampleTypes.text());
    client().write(migrate(NUMBERS), insert(NUMBERS, SampleRow.row(1L)));
    client().write(migrate(more), insert(more, SampleRow.row("new")));
    assertThat(rows(NUMBERS.column("added", SampleTypes.text())))
        .containsExactlyInAnyOrder(Arrays.asList(1L, null), Arrays.asList(null, "new"));
  }

  @Test
  default void aTypeThatChangesIsRefusedWithAllThatIsMigratedWithIt() {
    SampleTable other = NUMBERS.named("other");
    client().write(migrate(NUMBERS), insert(NUMBERS, SampleRow.row(1L)));
    SampleTable changed = new SampleTable("numbers").column("n", SampleTypes.text());
    assertThat(
            failure(
                Status.Code.FAILED_PRECONDITION,
                () -> client().write(migrate(other), migrate(changed))))
        .hasMessageContainingAll("numbers", "column n");
    assertThat(rows(NUMBERS)).containsExactly(List.of(1L));
    assertThat(failure(() -> rows(other))).isNotNull();

    client().write(migrateForced(changed), insert(changed, SampleRow.row("one")));
    assertThat(rows(changed)).containsExactly(List.of("one"));
  }

  @Test
  default void aTypeGetsWiderWhereTheDestinationSaysSo() {
    SampleTable before = new SampleTable("numbers").column("n", SampleTypes.int32());
    client().write(migrate(before), insert(before, SampleRow.row(1)));
    if (new AssessedMigration(before, NUMBERS).run(client())) {
      client().write(insert(NUMBERS, SampleRow.row(Long.MAX_VALUE)));
      assertThat(sorted(NUMBERS, Long.class)).containsExactly(1L, Long.MAX_VALUE);
    } else {
      assertThat(sorted(before, Integer.class)).containsExactly(1);
    }
  }
}
