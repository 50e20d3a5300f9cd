package io.cqdestination.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableUnionTest {
  private static final ColumnType TEXT = new ColumnType.TextType(false);
  private static final Column ID = new Column("id", TEXT, false, true, false);
  private static final Column NOT_NULL = new Column("v", TEXT, false, false, true);
  private static final Column NULLABLE = new Column("v", TEXT, true, false, false);

  @Test
  void columns_of_both_are_there_and_those_of_one_are_nullable() {
    Table first = new Table("t", "", null, List.of(ID, NOT_NULL));
    Table second = new Table("t", "words", "parent", List.of(Column.of("w", TEXT), ID));

    assertThat(TableUnion.of(first, second))
        .hasValue(
            new Table(
                "t",
                "words",
                "parent",
                List.of(ID, new Column("v", TEXT, true, false, true), Column.of("w", TEXT))));
  }

  @Test
  void what_only_one_promises_is_no_promise() {
    Table first = Table.of("t", ID, NOT_NULL);
    Table second = Table.of("t", ID, NULLABLE);

    assertThat(TableUnion.of(first, second)).hasValue(second);
    assertThat(TableUnion.of(second, first)).hasValue(second);
    assertThat(TableUnion.of(first, first)).hasValue(first);
  }

  @Test
  void other_types_and_other_keys_make_other_tables() {
    Table table = Table.of("t", ID, NULLABLE);
    Table otherType = Table.of("t", ID, Column.of("v", new ColumnType.BooleanType()));
    Table otherKey = Table.of("t", Column.of("id", TEXT), NULLABLE);

    assertThat(TableUnion.of(table, otherType)).isEmpty();
    assertThat(TableUnion.of(table, otherKey)).isEmpty();
    assertThat(TableUnion.of(otherKey, table)).isEmpty();
  }
}
