package io.cqdestination.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.runtime.configuration.DestinationConfiguration;
import io.cqdestination.runtime.configuration.KeyMode;
import io.cqdestination.runtime.configuration.WriteMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
  private static final Path FILE = Path.of("folder", "events.2024.arrow");
  private static final ColumnType TEXT = new ColumnType.TextType(false);
  private static final Table NAMELESS =
      Table.of("", Column.of("_cq_id", TEXT), new Column("id", TEXT, false, true, false));

  @Test
  void a_file_without_a_tables_name_gives_it_its_own() {
    assertThat(options(KeyMode.DEFAULT).table(FILE, NAMELESS).name()).isEqualTo("events.2024");
  }

  @Test
  void keys_follow_the_configuration_and_the_command_line_before_it() {
    assertThat(key(options(KeyMode.DEFAULT))).containsExactly("id");
    assertThat(key(options(KeyMode.CQ_ID_ONLY))).containsExactly("_cq_id");
    assertThat(key(options(KeyMode.CQ_ID_ONLY, "id"))).containsExactly("id");
    assertThat(key(options(KeyMode.DEFAULT, "id", "_cq_id"))).containsExactly("_cq_id", "id");
  }

  @Test
  void a_key_is_of_columns_that_are_there() {
    assertThatThrownBy(() -> key(options(KeyMode.DEFAULT, "x")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(FILE + " has no column x to be a key");
  }

  private static List<String> key(LoadOptions options) {
    return options.table(FILE, NAMELESS).primaryKey().stream().map(Column::name).toList();
  }

  private static LoadOptions options(KeyMode keyMode, String... keyColumns) {
    return new LoadOptions(
        new DestinationConfiguration(
            "postgresql", WriteMode.OVERWRITE, keyMode, MigrationMode.SAFE, "{}"),
        Optional.empty(),
        List.of(keyColumns),
        Optional.of(MigrationMode.SAFE));
  }
}
