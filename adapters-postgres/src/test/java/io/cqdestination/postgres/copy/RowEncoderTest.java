package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.type.ColumnTypeNames;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that PostgreSQL cannot hold are refused before anything is sent, and named. */
class RowEncoderTest {
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  static Stream<Arguments> impossibleValues() {
    return Stream.of(
        Arguments.of(Types.INET, "10.0.0.256", "\"10.0.0.256\" is not a network address"),
        Arguments.of(Types.INET, "", "\"\" is not a network address"),
        Arguments.of(Types.INET, "10.0.0.1/33", "\"10.0.0.1/33\" is not a network address"),
        Arguments.of(Types.INET, "::1/129", "\"::1/129\" is not a network address"),
        Arguments.of(Types.INET, "host", "\"host\" is not a network address"),
        Arguments.of(
            Types.MAC,
            "0102030405060708",
            "a hardware address of 8 bytes: PostgreSQL's macaddr has 6"),
        Arguments.of(
            Types.timestamp(TimeUnit.SECOND),
            9_224_318_016_000L,
            "a timestamp is out of PostgreSQL's range"),
        Arguments.of(
            Types.timestamp(TimeUnit.MICROSECOND),
            -210_866_803_200_000_001L,
            "a timestamp is out of PostgreSQL's range"),
        Arguments.of(Types.DATE, 2_145_042_906L, "a date is out of PostgreSQL's range"),
        Arguments.of(Types.DATE, -2_440_589L, "a date is out of PostgreSQL's range"),
        Arguments.of(Types.time(TimeUnit.SECOND), -1, "a time is out of PostgreSQL's range"),
        Arguments.of(
            Types.time(TimeUnit.MICROSECOND),
            86_400_000_001L,
            "a time is out of PostgreSQL's range"));
  }

  @ParameterizedTest
  @MethodSource("impossibleValues")
  void namesWhatCannotBeHeld(ColumnType type, Object value, String words) {
    Table table = Table.of("things", Column.of("thing", type));

    assertThatThrownBy(() -> encode(Records.record(table, Records.row(value))))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("table things, column thing, row number 1 of its record: " + words);
  }

  @Test
  void namesTheRowByItsKey() {
    Table table =
        Table.of(
            "things",
            new Column("_cq_id", Types.UUID, false, false, true),
            new Column("account", Types.TEXT, false, true, false),
            Column.of("address", Types.INET),
            new Column("number", Types.INT64, false, true, false));

    assertThatThrownBy(() ->
            encode(
                Records.record(
                    table,
                    Records.row(ID, "a", "10.0.0.1", 1),
                    Records.row(ID, "b".repeat(200), "x", 2))))
        .hasMessage(
            "table things, column address, row (account=%s…, number=2): \"x\" is not a network address"
                .formatted("b".repeat(100)));
  }

  @Test
  void namesTheRowByItsIdWithoutAKey() {
    Table table =
        Table.of("things", Column.of("_cq_id", Types.UUID), Column.of("address", Types.INET));

    assertThatThrownBy(() -> encode(Records.record(table, Records.row(ID, "x"))))
        .hasMessageContaining("row (_cq_id=" + ID + "): ");
  }

  @Test
  void aRecordWithoutRowsIsNothing() {
    Table table = Table.of("things", Column.of("list", Types.list(Types.TEXT)));

    assertThat(encode(Records.record(table)).rows()).isZero();
  }

  private static RowBuffer encode(RecordBatch batch) {
    ColumnTypeNames names = new ColumnTypeNames(new PostgresDialect(18));
    List<String> types =
        batch.table().columns().stream().map(column -> names.name(column.type())).toList();
    RowBuffer buffer = new RowBuffer(new ChunkPool(0));
    new RowEncoder(batch.table().columns(), types)
        .encode(batch, 0, batch.rowCount(), buffer, RowKeys.NONE);
    return buffer;
  }
}
