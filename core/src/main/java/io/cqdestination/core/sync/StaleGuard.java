package io.cqdestination.core.sync;

import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Withholds deletions of stale rows that look as if the source had failed to fetch what is there.
 * Immutable and thread-safe.
 *
 * @param counter asked where the policy withholds anything
 */
public record StaleGuard(StalePolicy policy, StaleRowCounter counter) {
  private static final Logger log = LoggerFactory.getLogger(StaleGuard.class);
  private static final long PERCENT = 100;

  /** Withholds nothing. */
  public static final StaleGuard NONE = new StaleGuard(StalePolicy.ALWAYS, _ -> List.of());

  /**
   * Those deletions that may be carried out, in their order; a warning names each of the others.
   *
   * @param brought whether the stream brought rows of a table
   * @throws io.cqdestination.core.failure.DestinationException when the database cannot be asked
   */
  public List<Deletion> permitted(List<Deletion> due, Predicate<String> brought) {
    List<DeleteStale> limited =
        due.stream()
            .filter(DeleteStale.class::isInstance)
            .map(DeleteStale.class::cast)
            .filter(deletion -> mostPercent(deletion, brought) < PERCENT)
            .toList();
    if (limited.isEmpty()) {
      return due;
    }
    Set<Deletion> withheld = new HashSet<>();
    List<StaleRowCounter.Count> counts = counter.count(limited);
    for (int i = 0; i < limited.size(); i++) {
      if (isWithheld(limited.get(i), counts.get(i), mostPercent(limited.get(i), brought))) {
        withheld.add(limited.get(i));
      }
    }
    return due.stream().filter(deletion -> !withheld.contains(deletion)).toList();
  }

  private long mostPercent(DeleteStale deletion, Predicate<String> brought) {
    return policy.mostPercent(brought.test(deletion.tableName()));
  }

  private static boolean isWithheld(DeleteStale deletion, StaleRowCounter.Count rows, long most) {
    if (rows.stale() * PERCENT <= most * rows.all()) {
      return false;
    }
    log.atWarn()
        .addKeyValue("table", deletion.tableName())
        .addKeyValue("stale", rows.stale())
        .addKeyValue("rows", rows.all())
        .log(
            "table {}: {} of the {} rows of source {} are stale, and were not deleted: {}",
            deletion.tableName(),
            rows.stale(),
            rows.all(),
            deletion.sourceName(),
            most == 0
                ? "this sync brought no row of the table"
                : "that is more than %d %%".formatted(most));
    return true;
  }
}
