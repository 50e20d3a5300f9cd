package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.Literals;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Writes those rows that the database takes, as {@link RowSieve} does, but on the server: rows go
 * into a temporary table, and a block of PL/pgSQL moves ranges of them, each in a subtransaction.
 * So however many rows are refused, it takes the same few round trips. Used by one thread.
 *
 * @param connection in a transaction
 * @param number tells the temporary tables of one transaction apart
 * @param ordered whether the server finds the last row of each key
 */
record StagedSieve(Connection connection, WriteStatements write, int number, boolean ordered) {
  /** A row that the database refused. */
  record Refused(int row, SQLException cause) {}

  /** Whether such a block may be run; no row is not refused. */
  static final String MAY_RUN =
      """
      SELECT count(*) FROM pg_catalog.pg_language
        WHERE lanname = 'plpgsql' AND pg_catalog.has_language_privilege(oid, 'USAGE')\
      """;

  /** Of it the server looks at every value when it comes, and refuses all rows for one. */
  private static final String JSON = "jsonb";

  private static final String REFUSALS =
      """
      CREATE TEMPORARY TABLE %s (row bigint, state text, message text, detail text, hint text,
        schema_name text, table_name text, column_name text, type_name text, constraint_name text)
        ON COMMIT DROP\
      """;

  /** What the server calls the columns behind the first in its errors. */
  private static final String FIELDS = "CMDHstcdn";

  /**
   * A range that was refused is halved until one row is left; ranges grow behind one that is taken.
   * What is about no row ends it. The column is the one that the server names, or whose JSON is
   * none, or the only one of the constraint.
   */
  private static final String BLOCK =
      """
      #variable_conflict use_column
      <<cq_sieve>>
      declare
        at_row bigint := 1;
        to_row bigint;
        refused_to bigint := 0;
        span bigint := %1$d;
        refused bigint := 0;
        state text;
        message text;
        detail text;
        hint text;
        schema_name text;
        table_name text;
        column_name text;
        type_name text;
        constraint_name text;
      begin
        while cq_sieve.at_row <= %2$d and cq_sieve.refused <= %3$d loop
          cq_sieve.to_row := case
            when cq_sieve.refused_to > 0 then cq_sieve.at_row + (cq_sieve.refused_to - cq_sieve.at_row) / 2
            else least(%2$d, cq_sieve.at_row + cq_sieve.span - 1) end;
          begin
            %4$s;
            if cq_sieve.refused_to = 0 then
              cq_sieve.span := 2 * cq_sieve.span;
            elsif cq_sieve.to_row = cq_sieve.refused_to then
              cq_sieve.refused_to := 0;
            end if;
            cq_sieve.at_row := cq_sieve.to_row + 1;
          exception when others or assert_failure then
            get stacked diagnostics state = returned_sqlstate, message = message_text,
              detail = pg_exception_detail, hint = pg_exception_hint, schema_name = schema_name,
              table_name = table_name, column_name = column_name, type_name = pg_datatype_name,
              constraint_name = constraint_name;
            if %5$s then
              raise;
            end if;
            if cq_sieve.to_row = cq_sieve.at_row then
              %7$s
              if cq_sieve.column_name = '' then
                cq_sieve.column_name := coalesce((select a.attname from pg_catalog.pg_constraint k
                  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                  where k.conname = cq_sieve.constraint_name and pg_catalog.cardinality(k.conkey) = 1
                    and k.conrelid = pg_catalog.to_regclass(
                      pg_catalog.format('%%I.%%I', cq_sieve.schema_name, cq_sieve.table_name))), '');
              end if;
              insert into %6$s values (cq_sieve.at_row, cq_sieve.state, cq_sieve.message, cq_sieve.detail,
                cq_sieve.hint, cq_sieve.schema_name, cq_sieve.table_name, cq_sieve.column_name,
                cq_sieve.type_name, cq_sieve.constraint_name);
              cq_sieve.refused := cq_sieve.refused + 1;
              cq_sieve.at_row := cq_sieve.at_row + 1;
              cq_sieve.refused_to := 0;
            else
              if cq_sieve.refused_to = 0 then
                cq_sieve.span := greatest(1, cq_sieve.span / 2);
              end if;
              cq_sieve.refused_to := cq_sieve.to_row;
            end if;
          end;
        end loop;
      end\
      """;

  private static final String DOCUMENT =
      """
      begin
        perform %1$s from %2$s where %3$s = cq_sieve.at_row;
      exception when data_exception then
        cq_sieve.column_name := %4$s;
      end;
      """;

  private String stage() {
    return "pg_temp.cq_rows_" + number;
  }

  private String refusals() {
    return "pg_temp.cq_refusals_" + number;
  }

  private StageDefinition definition() throws SQLException {
    List<String> types =
        write.types().stream().map(type -> type.equals(JSON) ? "text" : type).toList();
    WriteStatements staged =
        new WriteStatements(write.table(), write.columns(), types, write.keys(), write.target());
    return ordered
        ? StageDefinition.of(connection, staged, true)
        : new StageDefinition(staged, Map.of(), true);
  }

  /**
   * The rows of a range, with JSON made of its texts, in front of which is the format's version.
   */
  private String part() {
    String columns =
        IntStream.range(0, write.columns().size())
            .mapToObj(i -> value(Identifiers.quoted(write.columns().get(i)), write.types().get(i)))
            .collect(Collectors.joining(", "));
    return "(SELECT %1$s, %2$s FROM %3$s WHERE %2$s BETWEEN cq_sieve.at_row AND cq_sieve.to_row) AS \"cq_part\""
        .formatted(columns, write.rowNumber(), stage());
  }

  /** Finds the column whose text is no JSON, which the server does not say. */
  private String documents() {
    return IntStream.range(0, write.columns().size())
        .filter(i -> write.types().get(i).equals(JSON))
        .mapToObj(write.columns()::get)
        .map(column ->
            DOCUMENT.formatted(
                value(Identifiers.quoted(column), JSON),
                stage(),
                write.rowNumber(),
                Literals.quoted(column)))
        .collect(Collectors.joining());
  }

  private static String value(String column, String type) {
    return type.equals(JSON)
        ? "CAST(pg_catalog.substr(%1$s, 2) AS jsonb) AS %1$s".formatted(column)
        : column;
  }

  /**
   * Brings the rows to the server.
   *
   * @param pipeline statements that are sent before
   */
  void fill(RowBuffer rows, StatementPipeline pipeline) throws SQLException {
    pipeline.add("SET LOCAL standard_conforming_strings = on", List.of());
    pipeline.add(REFUSALS.formatted(refusals()), List.of());
    pipeline.add(definition().create(stage()), List.of());
    pipeline.run(connection);
    CopyStream.send(connection, write.copyIntoStage(stage()), rows);
  }

  /**
   * Writes them.
   *
   * @param rows how many there are
   * @param first how many are tried first
   * @param most how many may be refused; behind one more nothing is written
   * @return those that were refused, in their order
   */
  List<Refused> run(int rows, long first, long most) throws SQLException {
    String block =
        BLOCK.formatted(
            Math.clamp(first, 1, Math.max(1, rows)),
            rows,
            most,
            write.insertFromStage(part(), ordered),
            RefusedBatch.aboutNoRow("cq_sieve.state"),
            refusals(),
            documents());
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "CREATE INDEX ON %s (%s); DO %s"
              .formatted(stage(), write.rowNumber(), Literals.quoted(block)));
      return refused(statement);
    }
  }

  private List<Refused> refused(Statement statement) throws SQLException {
    List<Refused> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT * FROM " + refusals() + " ORDER BY 1")) {
      while (rows.next()) {
        found.add(new Refused(Math.toIntExact(rows.getLong(1)) - 1, cause(rows)));
      }
    }
    return found;
  }

  /** The error as the server would have sent it; a field that it left out is an empty text. */
  private static SQLException cause(ResultSet row) throws SQLException {
    StringBuilder fields = new StringBuilder("SERROR\0");
    for (int i = 0; i < FIELDS.length(); i++) {
      String value = row.getString(i + 2);
      if (!value.isEmpty()) {
        fields.append(FIELDS.charAt(i)).append(value).append('\0');
      }
    }
    return new PSQLException(new ServerErrorMessage(fields.toString()));
  }
}
