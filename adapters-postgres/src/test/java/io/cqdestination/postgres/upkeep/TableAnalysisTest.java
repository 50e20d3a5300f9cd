package io.cqdestination.postgres.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a stream, tables of which many rows were changed have new statistics. */
@Tag("every-version")
class TableAnalysisTest {
  private static final AnalyzePolicy TENTH = new AnalyzePolicy(10, Long.MAX_VALUE);
  private static final int ROWS = 1_000;

  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void drop() {
    database.close();
  }

  private static Table table(String name, boolean keyed) {
    return Table.of(
        name, new Column("id", Types.INT64, !keyed, keyed, false), Column.of("v", Types.TEXT));
  }

  private void create(Table table) {
    database.create(table);
    database
        .sql()
        .execute("alter table %s set (autovacuum_enabled = false)".formatted(table.name()));
  }

  private static RecordBatch rows(Table table, int from, int to) {
    List<List<Object>> rows = new ArrayList<>();
    for (long id = from; id < to; id++) {
      rows.add(List.of(id, "some text"));
    }
    return Records.record(table, rows);
  }

  /** A stream of one batch a record. */
  private void load(AnalyzePolicy policy, ConnectionSource analyst, RecordBatch... records) {
    SchemaName schema = new SchemaName(database.schema());
    try (StreamWriter stream = new StreamWriter(database)) {
      AnalyzingBatchWriter writer =
          new AnalyzingBatchWriter(
              stream.writer(), database.mapping(), new TableAnalysis(analyst, schema, policy));
      for (RecordBatch record : records) {
        OpenBatch batch = writer.open(record.table().name());
        batch.add(record, 0, record.rowCount());
        writer.commit(List.of(batch)).forEach(StreamWriter::await);
      }
      writer.loaded();
    }
  }

  private void load(RecordBatch... records) {
    load(TENTH, database.connections(), records);
  }

  /** How many rows the server thinks the table has, once it has looked. */
  private String counted(Table table) {
    return String.valueOf(
        database
            .sql()
            .value(
                """
                select (select c.reltuples from pg_class c where c.oid = '%1$s'::regclass
                  and exists (select 1 from pg_stats where tablename = '%1$s'))\
                """
                    .formatted(table.name())));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aShareOfTheRowsDecides(boolean keyed) {
    Table table = table("t", keyed);
    create(table);

    load(rows(table, 0, ROWS));
    assertThat(counted(table)).as("never analyzed before").isEqualTo("1000");
    load(rows(table, ROWS, ROWS + 50));
    assertThat(counted(table)).as("5 % are changed").isEqualTo("1000");
    load(rows(table, ROWS + 50, ROWS + 150), rows(table, ROWS + 150, ROWS + 250));
    assertThat(counted(table)).as("20 % are changed").isEqualTo("1250");
  }

  @Test
  void aLargeTableIsLeftToTheServer() {
    Table table = table("t", false);
    create(table);
    load(new AnalyzePolicy(10, 1), database.connections(), rows(table, 0, ROWS));
    assertThat(counted(table)).isEqualTo("null");
  }

  @Test
  void aPartitionedTableIsSeenAsOne() {
    database.sql().execute("create table t (id bigint, v text) partition by range (id)");
    database.sql().execute("create table t_low partition of t for values from (0) to (500)");
    database.sql().execute("create table t_high partition of t for values from (500) to (5000)");
    Table table = table("t", false);
    load(new AnalyzePolicy(10, 1), database.connections(), rows(table, 0, ROWS));
    assertThat(database.sql().rows("select 1 from pg_stats where tablename like 't%'")).isEmpty();
    load(rows(table, 0, ROWS));
    assertThat(database.sql().rows("select distinct tablename::text from pg_stats order by 1"))
        .contains(List.of("t"), List.of("t_high"), List.of("t_low"));
  }

  @Test
  void whoMayNotAndWhatIsLockedIsLeftAlone() throws SQLException {
    Table locked = table("locked", false);
    Table other = table("other", false);
    create(locked);
    create(other);
    try (Connection holder = database.connections().connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table locked in share update exclusive mode");

      load(rows(locked, 0, ROWS), rows(other, 0, ROWS));
    }
    assertThat(counted(locked)).isEqualTo("null");
    assertThat(counted(other)).isEqualTo("1000");

    load(TENTH, this::asStranger, rows(locked, 0, ROWS));
    assertThat(counted(locked)).isEqualTo("null");
  }

  private Connection asStranger() throws SQLException {
    Connection connection = database.connections().connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin create role analysis_stranger; exception when duplicate_object or unique_violation then null; end $$");
      statement.execute("set role analysis_stranger");
    }
    return connection;
  }

  @Test
  void aServerOutOfReachDoesNotEndTheStream() {
    Table table = table("t", false);
    create(table);
    load(
        TENTH,
        () -> {
          throw new SQLException("out of reach", "08001");
        },
        rows(table, 0, ROWS));
    assertThat(counted(table)).isEqualTo("null");
    assertThat(database.sql().value("select count(*) from t")).isEqualTo("1000");
  }
}
