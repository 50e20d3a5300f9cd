package io.cqdestination.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that another implementation wrote: make.py beside them says how. */
class ParquetFileTest {
  private static final Map<String, List<String>> EXPECTED =
      new TreeMap<>(
          Map.ofEntries(
              column("id", "1", "2", "3"),
              column("i8", "1", "-1", "null"),
              column("u32", "1", "4294967295", "null"),
              column("u64", "1", "18446744073709551615", "null"),
              column("f", "1.5", "NaN", "null"),
              column("d", "1.5", "-Inf", "null"),
              column("b", "true", "false", "null"),
              column("s", "a", "日", "null"),
              column("bin", "AAE=", "", "null"),
              column("fixed", "YWI=", "Y2Q=", "null"),
              column("dec", "1.23", "-99999999.99", "null"),
              column("dec256", "1.2", "-" + "9".repeat(49) + ".4", "null"),
              column("day", "2024-02-29", "1900-01-01", "null"),
              column("clock", "01:02:03.456789", "00:00:00", "null"),
              column("millis", "00:00:01", "00:00:00", "null"),
              column("ts", "2024-01-01 01:02:03.000004", "1960-01-01 00:00:00", "null"),
              column(
                  "utc", "1970-01-01 00:00:00.000000005", "1969-12-31 23:59:59.999999995", "null"),
              column("list", "[1,null,3]", "[]", "null"),
              column("nested", "[[\"a\"],[\"b\",null]]", "[null]", "null"),
              column("struct", "{\"a\":1,\"b\":\"x\\\"y\"}", "{\"a\":null,\"b\":null}", "null"),
              column(
                  "map",
                  "[{\"key\":\"k\",\"value\":1},{\"key\":\"j\",\"value\":null}]",
                  "[]",
                  "null"),
              column("structs", "[{\"a\":1}]", "[null]", "null"),
              column("half", "1.5", "2.5", "null"),
              column("none", "null", "null", "null"),
              column("dictionary", "x", "y", "null"),
              column(
                  "uuid",
                  "00010203-0405-0607-0809-0a0b0c0d0e0f",
                  "ffffffff-ffff-ffff-ffff-ffffffffffff",
                  "null"),
              column("json", "{\"a\":1}", "[]", "null")));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
  void reads_every_type_in_every_compression(String compression) throws Exception {
    try (ParquetFile file = ParquetFile.open(file(compression))) {
      assertThat(file.table().name()).isEqualTo("things");
      assertThat(file.table().description()).isEqualTo("every type");

      assertThat(columns(file)).isEqualTo(EXPECTED);
      assertThat(file.position()).isEqualTo(Files.size(file(compression)));
    }
  }

  @Test
  void reads_what_old_writers_wrote() throws Exception {
    try (ParquetFile file = ParquetFile.open(file("old"))) {
      assertThat(columns(file))
          .containsEntry("id", EXPECTED.get("id"))
          .containsEntry("s", EXPECTED.get("s"))
          .containsEntry("ts", EXPECTED.get("ts"))
          .containsEntry("list", EXPECTED.get("list"));
    }
  }

  @Test
  void a_title_stands_in_for_a_description() throws Exception {
    try (ParquetFile file = ParquetFile.open(file("titled"))) {
      assertThat(file.table().description()).isEqualTo("Things");
    }
  }

  @Test
  void hands_rows_on_in_batches_and_in_order() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    try (ParquetFile file = ParquetFile.open(file("many"))) {
      file.batches(batch -> {
        sizes.add(batch.rowCount());
        for (int row = 0; row < batch.rowCount(); row++) {
          ids.add(batch.columns().getFirst().longValue(row));
        }
      });
    }
    assertThat(sizes).hasSizeGreaterThan(1);
    assertThat(ids).hasSize(25_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void groups_without_rows_between_others_are_passed_over() throws Exception {
    try (ParquetFile file = ParquetFile.open(file("gaps"))) {
      Map<String, List<String>> columns = columns(file);

      for (String name : List.of("id", "s", "list", "structs")) {
        assertThat(columns).containsEntry(name, EXPECTED.get(name));
      }
    }
  }

  @Test
  void damaged_and_missing_files_are_named() throws Exception {
    byte[] content = Files.readAllBytes(file("none"));
    Path cut = folder.resolve("cut.parquet");
    Files.write(cut, Arrays.copyOf(content, content.length / 2));
    Path damaged = folder.resolve("damaged.parquet");
    Arrays.fill(content, 30, 90, (byte) -1);
    Files.write(damaged, content);

    assertThatThrownBy(() -> ParquetFile.open(cut))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cut.parquet");
    assertThatThrownBy(() -> ParquetFile.open(folder.resolve("no.parquet")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("no.parquet", "no such file");
    assertThatThrownBy(() -> ParquetFile.open(damaged))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("damaged.parquet: ", "column id is damaged");
  }

  @Test
  void a_compression_that_cannot_be_read_is_named_before_any_row() throws Exception {
    Path brotli = file("brotli");

    assertThatThrownBy(() -> ParquetFile.open(brotli))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("brotli.parquet: ", "column a", "Brotli", "Zstandard");
  }

  @Test
  void a_file_without_columns_is_refused_instead_of_read_without_end() throws Exception {
    Path columnless = file("columnless"); // found by the fuzzer

    assertThatThrownBy(() -> ParquetFile.open(columnless))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("columnless.parquet: ", "no columns");
  }

  @Test
  void a_page_longer_than_its_column_is_refused_instead_of_read_without_end() throws Exception {
    Path waiting = file("waiting"); // found by the fuzzer

    assertThatThrownBy(() -> ParquetFile.open(waiting))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll(
            "waiting.parquet: ", "column json is damaged", "claims 9 bytes of 8");
  }

  @Test
  void damage_is_told_without_words_about_code() throws Exception {
    byte[] content = Files.readAllBytes(file("many"));
    content[5] = 0; // the kind of the first page: no longer one of a dictionary
    Path damaged = Files.write(folder.resolve("damaged.parquet"), content);

    assertThatThrownBy(() -> ParquetFile.open(damaged))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("damaged.parquet: ", "column id is damaged: a header lacks")
        .hasMessageNotContaining("Cannot invoke");
  }

  @Test
  void what_is_damaged_is_said_to_the_innermost_cause() throws Exception {
    byte[] content = Files.readAllBytes(file("many"));
    Arrays.fill(content, 24, 28, (byte) -1); // where the first page's compressed bytes begin
    Path damaged = Files.write(folder.resolve("damaged.parquet"), content);

    try (ParquetFile file = ParquetFile.open(damaged)) {
      assertThatThrownBy(() -> file.batches(_ -> {}))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContainingAll("damaged.parquet", "'id'", "ZSTD");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "indexed"})
  void files_that_were_joined_are_refused(String name) throws Exception {
    byte[] content = Files.readAllBytes(file(name));
    byte[] small = Files.readAllBytes(file("old"));
    for (byte[] first : List.of(content, small)) {
      Path joined = Files.write(folder.resolve("joined.parquet"), first);
      Files.write(joined, content, StandardOpenOption.APPEND);

      assertThatThrownBy(() -> ParquetFile.open(joined))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContainingAll("joined.parquet: ", "several files joined to one");
    }
  }

  @Test
  void indexes_and_filters_behind_the_rows_are_part_of_a_file() throws Exception {
    try (ParquetFile file = ParquetFile.open(file("indexed"))) {
      assertThat(columns(file).get("id")).isEqualTo(List.of("1", "2", "3"));
    }
  }

  private Path file(String name) throws Exception {
    Path copy = folder.resolve(Path.of(name + ".parquet").getFileName());
    try (InputStream content = getClass().getResourceAsStream(name + ".parquet")) {
      Files.write(copy, Objects.requireNonNull(content).readAllBytes());
    }
    return copy;
  }

  private static Map<String, List<String>> columns(ParquetFile file) throws Exception {
    Map<String, List<String>> columns = new TreeMap<>();
    file.batches(batch -> {
      for (int i = 0; i < batch.columns().size(); i++) {
        Column column = batch.table().columns().get(i);
        columns
            .computeIfAbsent(column.name(), _ -> new ArrayList<>())
            .addAll(texts(batch, batch.columns().get(i)));
      }
    });
    return columns;
  }

  private static List<String> texts(RecordBatch batch, ColumnView column) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      if (column.isNull(row)) {
        texts.add("null");
      } else {
        ByteSink sink = new ByteSink();
        ValueText.append(column, row, sink);
        texts.add(new String(sink.toByteArray(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private static Map.Entry<String, List<String>> column(String name, String... values) {
    return Map.entry(name, List.of(values));
  }
}
