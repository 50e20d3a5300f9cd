package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.text;
import static io.cqdestination.postgres.ddl.Columns.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that keep texts in something else than UTF-8. */
@Tag("every-version")
class ServerEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "EUC_JP, é, 21",
    "EUC_JP, 日, 31",
    "EUC_KR, 한, 31",
    "EUC_CN, 中, 31",
    "EUC_TW, 中, 31",
    "LATIN1, é, 63",
    "LATIN9, €, 63",
    "WIN1251, ж, 63",
    "WIN1252, €, 63",
    "KOI8R, ж, 63",
    "UTF8, é, 31"
  })
  void longNamesAreCutWhereTheServerCutsThem(String encoding, String letter, int length) {
    String name = letter.repeat(70);
    Table table =
        Table.of(
            name,
            key("_cq_id", UUID),
            text("_cq_source_name"),
            text("_cq_sync_time"),
            text(name),
            unique("u" + name, UUID));
    try (Database database = create(encoding)) {
      MigratedDatabase migrated = MigratedDatabase.withIndexes(database);

      migrated.migrate(table);

      assertThat(migrated.isAsWanted(table)).isTrue();
      assertThat(migrated.table(letter.repeat(length)).column(letter.repeat(length))).isPresent();
      migrated.migrate(
          Table.of(
              name,
              key("_cq_id", UUID),
              text("_cq_source_name"),
              text("_cq_sync_time"),
              text(name),
              Column.of("u" + name, UUID)));
      assertThat(
              database.value(
                  """
                  select count(*) from pg_constraint
                  where contype = 'u' and connamespace = 'public'::regnamespace\
                  """))
          .isEqualTo("0");
    }
  }

  @Test
  void aServerThatDoesNotKnowItsEncodingCutsNothing() {
    String name = "é".repeat(70);
    Table table = Table.of(name, text(name));
    try (Database database = create("SQL_ASCII")) {
      MigratedDatabase migrated = MigratedDatabase.of(database);

      migrated.migrate(table);

      assertThat(migrated.isAsWanted(table)).isTrue();
      assertThat(migrated.table("é".repeat(31)).column("é".repeat(31))).isPresent();
    }
  }

  @Test
  void aNameThatCannotBeHeldIsNamed() {
    try (Database database = create("LATIN1")) {
      MigratedDatabase migrated = MigratedDatabase.of(database);

      assertThatThrownBy(
              () -> migrated.migrate(Table.of("one", text("v")), Table.of("日本", text("v"))))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageStartingWith("table 日本: character with byte sequence")
          .hasMessageContaining("LATIN1");
      assertThatThrownBy(() -> migrated.migrate(Table.of("one", text("日本"))))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageStartingWith("migrating one: character with byte sequence");
    }
  }

  @Test
  void aDescriptionLosesTheCharactersThatCannotBeHeld() {
    try (Database database = create("LATIN1")) {
      MigratedDatabase migrated = MigratedDatabase.of(database);
      Table table = new Table("t", "café — 日", null, List.of(text("v")));

      migrated.migrate(table);

      assertThat(migrated.table("t").comment()).isEqualTo("café ? ?");
      assertThat(migrated.isAsWanted(table)).isTrue();
    }
  }

  private static Database create(String encoding) {
    return PostgresServer.shared()
        .create("encoding '%s' template template0 lc_collate 'C' lc_ctype 'C'".formatted(encoding));
  }
}
