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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns that become NOT NULL or unique, or cease to be. */
interface ConstraintMigrationContract extends ContractParts {
  SampleTable LOOSE = new SampleTable("constrained").column("n", SampleTypes.int64());
  SampleTable STRICT = LOOSE.notNull("n");
  SampleTable UNIQUE = LOOSE.unique("n");

  /** No number: the varargs of a row would be null. */
  SampleRow NULL = row((Object) null);

  @Test
  default void aColumnMayBeNullAgainWhereTheDestinationSaysSo() {
    client().write(migrate(STRICT), insert(STRICT, row(1L)));
    if (new AssessedMigration(STRICT, LOOSE).run(client())) {
      client().write(insert(LOOSE, NULL));
      assertThat(rows(LOOSE)).hasSize(2);
    } else {
      assertThat(refusal(insert(LOOSE, NULL))).isPresent();
      assertThat(rows(LOOSE)).containsExactly(List.of(1L));
    }
  }

  @Test
  default void aColumnMayBeNullNoMoreWhereTheDestinationSaysSo() {
    client().write(migrate(LOOSE), insert(LOOSE, row(1L)));
    if (new AssessedMigration(LOOSE, STRICT).run(client())) {
      assertThat(sorted(LOOSE, Long.class)).containsExactly(1L);
    } else {
      client().write(insert(LOOSE, NULL));
      assertThat(rows(LOOSE)).hasSize(2);
      client().write(migrateForced(STRICT), insert(STRICT, row(1L)));
    }
    assertThat(failure(() -> client().write(insert(LOOSE, NULL))))
        .hasMessageContaining(LOOSE.name());
    assertThat(sorted(LOOSE, Long.class)).contains(1L);
  }

  @Test
  default void aNewColumnMayNotBeNullWhereTheDestinationSaysSo() {
    SampleTable loose = LOOSE.column("added", SampleTypes.int64());
    SampleTable strict = loose.notNull("added");
    client().write(migrate(LOOSE), insert(LOOSE, row(1L)));
    if (!new AssessedMigration(LOOSE, strict).run(client())) {
      client().write(insert(LOOSE, row(2L)));
      assertThat(sorted(LOOSE, Long.class)).containsExactly(1L, 2L);
      client().write(migrateForced(strict));
    }
    client().write(insert(strict, row(3L, 4L)));
    assertThat(rows(strict)).contains(List.of(3L, 4L));
    assertThat(failure(() -> client().write(insert(loose, row(5L, null)))))
        .hasMessageContaining(LOOSE.name());
  }

  @Test
  default void aColumnThatBecomesUniqueCostsNoRows() {
    client().write(migrate(LOOSE), insert(LOOSE, row(1L), row(1L)));
    boolean done = new AssessedMigration(LOOSE, UNIQUE).run(client());
    assertThat(sorted(LOOSE, Long.class)).containsExactly(1L, 1L);
    client().write(insert(done ? UNIQUE : LOOSE, row(2L)));
    assertThat(sorted(LOOSE, Long.class)).containsExactly(1L, 1L, 2L);
  }

  @Test
  default void aColumnIsUniqueNoMoreWhereTheDestinationSaysSo() {
    client().write(migrate(UNIQUE), insert(UNIQUE, row(1L)));
    if (new AssessedMigration(UNIQUE, LOOSE).run(client())) {
      client().write(insert(LOOSE, row(1L)));
      assertThat(sorted(LOOSE, Long.class)).containsExactly(1L, 1L);
    } else {
      client().write(insert(UNIQUE, row(2L)));
      assertThat(sorted(LOOSE, Long.class)).containsExactly(1L, 2L);
    }
  }
}
