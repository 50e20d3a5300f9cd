package io.cqdestination.postgres.history;

import static io.cqdestination.postgres.history.HistoryTable.SYNC_TIME;
import static io.cqdestination.postgres.history.HistoryTable.VALID_FROM;
import static io.cqdestination.postgres.history.HistoryTable.VALID_TO;

import io.cqdestination.postgres.delete.DeletionFollower;
import io.cqdestination.postgres.dialect.Identifiers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends the last versions of rows that are deleted. Thread-safe. */
public final class HistoryDeletion implements DeletionFollower {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /** Locked rows have no version of which the statement does not know yet. */
  private static final boolean LOCKS_ROWS = true;

  private final String schema;
  private final StreamHistory histories;

  public HistoryDeletion(String schema, StreamHistory histories) {
    this.schema = schema;
    this.histories = histories;
  }

  @Override
  public void expect(Collection<String> storedTables) {
    histories.expect(storedTables);
  }

  @Override
  public Optional<Following> of(String storedTable, Optional<Instant> syncTime) {
    return histories.of(storedTable).map(history -> following(history, syncTime));
  }

  private Following following(HistoryTable history, Optional<Instant> syncTime) {
    boolean timed = history.columns().stream().anyMatch(column -> column.name().equals(SYNC_TIME));
    List<String> columns = new ArrayList<>(history.keys());
    if (timed) {
      columns.add(SYNC_TIME);
    }
    String sameKey =
        history.keys().stream()
            .map(Identifiers::quoted)
            .map(key -> "\"h\".%s = gone.%s".formatted(key, key))
            .collect(Collectors.joining(" AND "));
    String statement =
        "UPDATE %s AS \"h\" SET %s = GREATEST(\"h\".%s, %s) FROM gone WHERE \"h\".%s IS NULL AND %s"
            .formatted(
                Identifiers.qualified(schema, history.name()),
                Identifiers.quoted(VALID_TO),
                Identifiers.quoted(VALID_FROM),
                syncTime
                    .or(histories::time)
                    .map(HistoryDeletion::literal)
                    .orElseGet(() -> behindLastSync(timed)),
                Identifiers.quoted(VALID_TO),
                sameKey);
    return new Following(columns, statement, LOCKS_ROWS);
  }

  /**
   * Just behind the sync that brought the row last, where that of the deletion is not known: the
   * same row may come again with that one's time, which the clock is beyond.
   */
  private static String behindLastSync(boolean timed) {
    return VersionStatements.time("gone", timed) + " + CAST('1 microsecond' AS interval)";
  }

  private static String literal(Instant time) {
    LocalDateTime utc =
        LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    return "CAST('%s' AS timestamp)".formatted(TIME.format(utc));
  }
}
