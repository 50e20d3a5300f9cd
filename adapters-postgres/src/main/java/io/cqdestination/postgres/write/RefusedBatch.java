package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Words for a batch that the server refused: the table, the column and the row where they can be
 * known, and the server's reason. Of the row only what names it is shown. Thread-safe.
 */
final class RefusedBatch {
  /** Data, integrity constraint and check option violations, and errors raised by triggers. */
  private static final Set<String> CLASSES_ABOUT_ROWS = Set.of("22", "23", "44", "P0");

  /**
   * The connection, the transaction, the session, the right to do it, or the server. All others,
   * which a trigger may choose, may be about a row.
   */
  private static final Set<String> CLASSES_ABOUT_OTHERS =
      Set.of("08", "25", "28", "40", "42", "53", "55", "57", "58", "F0", "XX");

  /** Of a table or a statement, not of a row. */
  private static final String FEATURE_NOT_SUPPORTED = "0A";

  private static final String PROGRAM_LIMIT_EXCEEDED = "54";

  private RefusedBatch() {}

  /**
   * @param connections for looking for the row where the server does not name it
   * @param prefixes how parts of the batch are written for that; empty when none was begun
   */
  static DatabaseRefused of(
      PendingBatch pending,
      SQLException failure,
      ConnectionSource connections,
      Optional<PrefixWriter> prefixes) {
    return new DatabaseRefused(
        "table %s: the database refused a batch of %d rows, nothing of it was written%s: %s"
            .formatted(
                pending.table().tableName(),
                pending.batch().rows(),
                place(pending, failure, connections, prefixes),
                ServerWords.of(failure)),
        failure);
  }

  /**
   * Whether errors of this kind are about rows. Of others, where the first row is refused already,
   * all may be refused: then it is none of the rows.
   */
  static boolean isAboutRows(String state) {
    return CLASSES_ABOUT_ROWS.contains(state.substring(0, 2));
  }

  /** Whether an error may be about a row: not about the connection, the session or the server. */
  static boolean mayBeAboutARow(SQLException failure) {
    String state = SqlStates.of(failure);
    return state.length() >= 2 && !CLASSES_ABOUT_OTHERS.contains(state.substring(0, 2));
  }

  /** Whether a row that is refused with such an error may be set aside. */
  static boolean maySetAside(SQLException failure) {
    return mayBeAboutARow(failure) && !SqlStates.of(failure).startsWith(FEATURE_NOT_SUPPORTED);
  }

  /**
   * The condition, in SQL, that an error is one for which no row may be set aside, or shows that
   * the server has to find the last row of each key.
   *
   * @param state an expression for its SQLState
   */
  static String aboutNoRow(String state) {
    String classes =
        Stream.concat(CLASSES_ABOUT_OTHERS.stream(), Stream.of(FEATURE_NOT_SUPPORTED))
            .sorted()
            .collect(Collectors.joining("', '", "'", "'"));
    return "pg_catalog.left(%1$s, 2) in (%2$s) or %1$s = '%3$s'"
        .formatted(state, classes, SqlStates.CARDINALITY_VIOLATION);
  }

  /** Where the server says that it found what it refuses. */
  static RefusedPlace said(PendingBatch pending, SQLException failure) {
    ServerErrorMessage words =
        failure instanceof PSQLException spoken ? spoken.getServerErrorMessage() : null;
    CopyPlace copy = copyPlace(pending, words);
    return new RefusedPlace(
        isCounted(SqlStates.of(failure)) ? namedRow(pending, copy) : Optional.empty(),
        copy.column().or(() -> Optional.ofNullable(words).map(ServerErrorMessage::getColumn)));
  }

  private static String place(
      PendingBatch pending,
      SQLException failure,
      ConnectionSource connections,
      Optional<PrefixWriter> prefixes) {
    if (!mayBeAboutARow(failure)) {
      return "";
    }
    RefusedPlace said = said(pending, failure);
    return prefixes
        .map(ways -> said.completed(pending, connections, ways, SqlStates.of(failure)))
        .orElse(said)
        .words();
  }

  private static CopyPlace copyPlace(PendingBatch pending, @Nullable ServerErrorMessage words) {
    List<BatchSegment> segments = pending.batch().segments();
    WriteStatements statements = segments.getFirst().plan().statements();
    String context = words == null ? null : words.getWhere();
    CopyPlace stage = CopyPlace.of(context, "cq_stage_1", statements.columns());
    return stage.row().isPresent()
        ? stage
        : CopyPlace.of(context, pending.table().storedName(), statements.columns());
  }

  /**
   * Whether the number of a row in a COPY is that of the refused one. Rows too large for a page are
   * found out when many are put into the table at once: then it is that of the last one read.
   */
  private static boolean isCounted(String state) {
    return !state.startsWith(PROGRAM_LIMIT_EXCEEDED);
  }

  /** The row that the server names by its number in a COPY; of several COPYs it says not which. */
  private static Optional<RefusedRow> namedRow(PendingBatch pending, CopyPlace copy) {
    List<BatchSegment> segments = pending.batch().segments();
    return segments.size() == 1 && copy.row().isPresent()
        ? Optional.of(new RefusedRow(segments.getFirst(), copy.row().getAsLong()))
        : Optional.empty();
  }
}
