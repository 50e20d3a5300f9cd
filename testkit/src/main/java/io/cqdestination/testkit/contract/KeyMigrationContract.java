package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.contract.ContractParts.failure;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static io.cqdestination.testkit.plugin.WriteMessages.migrateForced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.grpc.Status;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Primary keys that come, move, and lose a column. */
interface KeyMigrationContract extends ContractParts {
  SampleTable KEYLESS = new SampleTable("keyed").column("n", SampleTypes.int64());

  @Test
  default void aKeyThatComesIsRefusedUnlessItIsForced() {
    SampleTable keyed = KEYLESS.primaryKey("n");
    client().write(migrate(KEYLESS), insert(KEYLESS, row(1L), row(1L)));
    failure(Status.Code.FAILED_PRECONDITION, () -> client().write(migrate(keyed)));
    assertThat(rows(KEYLESS)).hasSize(2);
    client().write(migrateForced(keyed), insert(keyed, row(1L), row(1L)));
    assertThat(rows(KEYLESS)).hasSize(1);
  }

  @Test
  default void aKeyBecomesThatOfTheRowIdWhereTheDestinationSaysSo() {
    SampleTable synced = SampleTable.synced("keyed").column("n", SampleTypes.int64());
    SampleTable before = synced.primaryKey("n");
    SampleTable after = synced.primaryKey("_cq_id");
    client().write(migrate(before), insert(before, identified(1, 10)));
    if (new AssessedMigration(before, after).run(client())) {
      assertThat(sorted(KEYLESS, Long.class)).containsExactly(10L);
      client().write(insert(after, identified(1, 20), identified(2, 20)));
      assertThat(sorted(KEYLESS, Long.class)).containsExactly(20L, 20L);
    } else {
      client().write(insert(before, identified(3, 10)));
      assertThat(sorted(KEYLESS, Long.class)).containsExactly(10L);
      client().write(migrateForced(after));
    }
    client().write(insert(after, identified(4, 30), identified(4, 40)));
    assertThat(sorted(KEYLESS, Long.class)).contains(40L).doesNotContain(30L);
  }

  @Test
  default void aKeyLosesAColumnWhereTheDestinationSaysSo() {
    SampleTable before = KEYLESS.column("gone", SampleTypes.text()).primaryKey("n", "gone");
    SampleTable after = KEYLESS.primaryKey("n");
    client().write(migrate(before), insert(before, row(1L, "a"), row(2L, "b")));
    if (new AssessedMigration(before, after).run(client())) {
      assertThat(sorted(KEYLESS, Long.class)).containsExactly(1L, 2L);
      client().write(insert(after, row(1L)));
      assertThat(sorted(KEYLESS, Long.class)).containsExactly(1L, 2L);
    } else {
      client().write(insert(before, row(1L, "c")));
      assertThat(sorted(KEYLESS, Long.class)).containsExactly(1L, 1L, 2L);
      client().write(migrateForced(after));
    }
    client().write(insert(after, row(3L), row(3L)));
    assertThat(sorted(KEYLESS, Long.class)).containsOnlyOnce(3L);
  }

  private static SampleRow identified(long id, long number) {
    return row(Instant.EPOCH, "s", new UUID(0, id), null, number);
  }
}
