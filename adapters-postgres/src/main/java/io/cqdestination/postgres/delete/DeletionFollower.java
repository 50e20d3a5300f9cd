package io.cqdestination.postgres.delete;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What happens to something else when rows are deleted, in the same statement. Thread-safe. */
public interface DeletionFollower {

  /**
   * Rows of these tables are going to be deleted.
   *
   * @param storedTables the database's names
   */
  default void expect(Collection<String> storedTables) {}

  /**
   * What follows; empty where nothing does.
   *
   * @param storedTable the database's name of the table whose rows go
   * @param syncTime of the sync that does not have the rows any more; empty where it is not known
   */
  Optional<Following> of(String storedTable, Optional<Instant> syncTime);

  /**
   * A statement beside the one that deletes.
   *
   * @param columns what it has to know of the rows
   * @param statement finds these columns in {@code gone}
   * @param locksRows whether it has to see all that others have done about the rows, which are
   *     locked first then
   */
  record Following(List<String> columns, String statement, boolean locksRows) {
    public Following {
      columns = List.copyOf(columns);
    }
  }
}
