package io.cqdestination.postgres.refused;

import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import io.cqdestination.postgres.text.ArrayText;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement that notes a refused row, once. Immutable.
 *
 * @param table the qualified, quoted name of the table of refused rows
 */
record NoteStatement(String table) {
  private static final String NOTE =
      """
      INSERT INTO %s (id, table_name, column_name, sqlstate, reason, source_name, sync_time, content, older_cq_id)
      SELECT CAST(? AS uuid), CAST(? AS text), CAST(? AS text), CAST(? AS text), CAST(? AS text), CAST(? AS text),
        CAST(? AS timestamp), CAST(json_object(CAST(? AS text[]), CAST(? AS text[])) AS jsonb), %s
      ON CONFLICT (id) DO NOTHING\
      """;

  /** Adds the statement. */
  void add(SetAsideRow row, StatementPipeline pipeline) {
    List<Parameter> parameters =
        new ArrayList<>(
            List.of(
                text(row.number().toString()),
                text(row.table()),
                text(row.refusal().column().orElse(null)),
                text(row.refusal().state().orElse(null)),
                text(clean(row.refusal().words())),
                text(row.value("_cq_source_name")),
                text(row.value("_cq_sync_time")),
                text(array(row.columns())),
                text(array(row.values()))));
    row.older().key().forEach(value -> parameters.add(text(value)));
    pipeline.add(NOTE.formatted(table, row.older().sql()), parameters);
  }

  private static String array(List<? extends @Nullable String> values) {
    ArrayText array = new ArrayText();
    for (String value : values) {
      if (value == null) {
        array.addNull();
      } else {
        array.add(clean(value));
      }
    }
    return array.toString();
  }

  /** No text of the database has this character. */
  private static String clean(String value) {
    return value.replace("\0", "");
  }

  /** Without a type, so that the server takes the one of the statement's cast. */
  private static Parameter text(@Nullable String value) {
    return (statement, index) -> statement.setObject(index, value, Types.OTHER);
  }
}
