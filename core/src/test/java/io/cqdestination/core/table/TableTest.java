package io.cqdestination.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.table.ColumnType.NullType;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Column KEY_B = new Column("b", new NullType(), false, true, false);
  private static final Column KEY_A = new Column("a", new NullType(), false, true, false);
  private static final Column OTHER = Column.of("c", new NullType());

  @Test
  void theKeyHasItsColumnsInTheOrderOfTheTable() {
    assertThat(Table.of("t", KEY_B, OTHER, KEY_A).primaryKey()).containsExactly(KEY_B, KEY_A);
    assertThat(Table.of("t", OTHER).primaryKey()).isEmpty();
  }

  @Test
  void aColumnIsFoundByItsExactName() {
    Table table = Table.of("t", KEY_A, OTHER);
    assertThat(table.column("c")).contains(OTHER);
    assertThat(table.column("C")).isEmpty();
  }
}
