package io.cqdestination.postgres.fault;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.Types;

/** How rows get into their table. */
enum WriteMode {
  /** Rows are added: COPY straight in. */
  APPEND(false, false),
  /** Rows replace rows, but none is there at first: COPY straight in, until a key is met. */
  OVERWRITE_EMPTY(true, false),
  /** Rows replace rows that are there: through a temporary table. */
  OVERWRITE(true, true);

  private final boolean keyed;
  private final boolean filled;

  WriteMode(boolean keyed, boolean filled) {
    this.keyed = keyed;
    this.filled = filled;
  }

  Table table(String name) {
    return Table.of(
        name,
        new Column("id", Types.INT64, !keyed, keyed, false),
        Column.of("value", Types.INT64),
        Column.of("filling", Types.TEXT));
  }

  boolean isKeyed() {
    return keyed;
  }

  /** Whether some of the rows are there before the stream begins. */
  boolean isFilled() {
    return filled;
  }
}
