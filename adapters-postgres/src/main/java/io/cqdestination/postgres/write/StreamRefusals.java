package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.refused.RefusedRowTable;
import io.cqdestination.postgres.refused.SetAsideRow;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one stream sets aside, up to a limit. Thread-safe. */
final class StreamRefusals {
  private static final Logger log = LoggerFactory.getLogger(StreamRefusals.class);

  private final RefusedRowTable table;
  private final Dialect dialect;
  private final AtomicLong rows = new AtomicLong();

  StreamRefusals(RefusedRowTable table, Dialect dialect) {
    this.table = table;
    this.dialect = dialect;
  }

  /**
   * Whether rows may be set aside: where they replace others, the older ones have to be told from
   * stale ones.
   */
  static boolean maySetAside(RecordPlan plan) {
    return !plan.hasKey() || plan.statements().columns().contains(RowNotes.ID);
  }

  /**
   * What is noted of rows.
   *
   * @param storedTable the database's name of their table
   */
  RowNotes notes(String storedTable, RecordPlan plan) {
    return new RowNotes(storedTable, plan.statements(), dialect);
  }

  /** Where the rows go. */
  RefusedRowTable table() {
    return table;
  }

  /** How many rows were set aside so far. */
  long rows() {
    return rows.get();
  }

  /** How many more may be set aside. */
  long room() {
    return Math.max(0, table.mostRows() - rows.get());
  }

  /**
   * A row is set aside for good.
   *
   * @throws DatabaseRefused when that is one too many
   */
  void add(SetAsideRow row) {
    rows.incrementAndGet();
    check(0, row);
  }

  /**
   * @param more rows that will be set aside, the last of which is given
   * @throws DatabaseRefused when they are too many
   */
  void check(long more, SetAsideRow last) {
    if (rows.get() + more > table.mostRows()) {
      throw new DatabaseRefused(
          "table %s: more than %d rows of this stream were refused, and refused_rows_max lets no more be set aside; the last one was refused%s: %s"
              .formatted(last.table(), table.mostRows(), column(last), last.refusal().words()),
          null);
    }
  }

  /** Tells of the rows that were set aside with a batch. */
  void tell(PendingBatch pending) {
    SetAsideRow first = pending.batch().setAside().getFirst();
    log.atWarn()
        .addKeyValue("table", pending.table().tableName())
        .addKeyValue("refused_rows", pending.batch().setAside().size())
        .log(
            "table {}: {} rows were refused and set aside in {}, the first{}: {}",
            pending.table().tableName(),
            pending.batch().setAside().size(),
            RefusedRowTable.NAME,
            column(first),
            first.refusal().words());
  }

  private static String column(SetAsideRow row) {
    return row.refusal().column().map(name -> " for column " + name).orElse("");
  }
}
