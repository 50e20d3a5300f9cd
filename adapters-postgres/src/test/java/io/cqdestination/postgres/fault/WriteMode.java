package io.cqdestination.postgres.fault;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        Column.of("filling", Types.TEXT),
        Column.of("_cq_id", Types.UUID));
  }

  /**
   * A row of such a table.
   *
   * @param value not that of another row, as the row's own identifier is made of it
   */
  static List<@Nullable Object> row(long id, long value, String filling) {
    return Records.row(id, value, filling, new UUID(0, value));
  }

  boolean isKeyed() {
    return keyed;
  }

  /** Whether some of the rows are there before the stream begins. */
  boolean isFilled() {
    return filled;
  }
}
