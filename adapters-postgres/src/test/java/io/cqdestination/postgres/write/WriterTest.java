package io.cqdestination.postgres.write;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test has an empty database, and a stream that writes into it. */
abstract class WriterTest {
  final Flavour flavour;
  final GroupLimits groups;
  TestDatabase database;
  StreamWriter writer;

  WriterTest(WritingWay way) {
    this.flavour = way.flavour();
    this.groups = way.groups();
  }

  @BeforeEach
  void open() {
    database = TestDatabase.create(flavour);
    writer = new StreamWriter(database, groups);
  }

  @AfterEach
  void close() {
    writer.close();
    database.close();
  }

  /** The table {@code t} with the key {@code k} and a text {@code v}. */
  static Table keyed(ColumnType type) {
    return Table.of("t", new Column("k", type, false, true, false), Column.of("v", Types.TEXT));
  }

  static List<@Nullable String> texts(@Nullable String... values) {
    return Arrays.asList(values);
  }
}
