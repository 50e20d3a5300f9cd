package io.cqdestination.grpc.file;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.testkit.arrow.SampleStream;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowFileTest {
  private static final SampleTable TABLE =
      new SampleTable("t").column("id", SampleTypes.int64()).column("v", SampleTypes.text());

  private static final SampleStream THREE_BATCHES =
      TABLE.stream().batch(row(1L, "a"), row(2L, null)).batch().batch(row(3L, "b"));

  private static final int END_MARKER = 8;

  private static final List<String> ROWS = List.of("1 a", "2 null", "3 b");

  @TempDir private Path folder;

  private static Stream<SampleStream> samples() {
    return Stream.of(
        THREE_BATCHES,
        THREE_BATCHES.compressed(CodecType.LZ4_FRAME),
        THREE_BATCHES.compressed(CodecType.ZSTD),
        THREE_BATCHES.dictionaryEncoded("v"));
  }

  static Stream<byte[]> streams() {
    return samples().map(SampleStream::bytes);
  }

  static Stream<byte[]> files() {
    return samples().flatMap(stream -> Stream.of(stream.bytes(), stream.file()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void reads_every_batch_of_either_format(byte[] content) throws Exception {
    List<String> rows = new ArrayList<>();
    try (ArrowFile file = ArrowFile.open(written(content))) {
      assertThat(file.table().name()).isEqualTo("t");

      file.batches(batch -> rows.addAll(rows(batch)));

      assertThat(file.position()).isEqualTo(content.length);
    }
    assertThat(rows).isEqualTo(ROWS);
  }

  @Test
  void a_file_without_batches_has_a_table() throws Exception {
    try (ArrowFile file = ArrowFile.open(written(TABLE.table()))) {
      assertThat(file.table().columns()).hasSize(2);
      file.batches(_ -> {
        throw new AssertionError("no batch was written");
      });
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_that_is_cut_anywhere_is_refused_or_ends_early(byte[] content) throws Exception {
    for (int length = 0; length < content.length; length += 7) {
      Path cut = written(Arrays.copyOf(content, length));
      List<String> rows = new ArrayList<>();
      try (ArrowFile file = ArrowFile.open(cut)) {
        file.batches(batch -> rows.addAll(rows(batch)));
      } catch (InvalidInput refused) {
        assertThat(refused).hasMessageContaining(cut.toString());
      }
      assertThat(rows).isEqualTo(ROWS.subList(0, rows.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_footer_that_is_damaged_anywhere_is_read_or_refused(byte[] content) throws Exception {
    for (int at = Math.max(16, content.length - 500); at < content.length; at++) {
      byte[] damaged = content.clone();
      Arrays.fill(
          damaged, 12, 16, (byte) 0x7F); // without a first message the footer's schema counts
      damaged[at] ^= 0x7F;
      Path path = written(damaged);
      try (ArrowFile file = ArrowFile.open(path)) {
        file.batches(_ -> {});
      } catch (InvalidInput refused) {
        assertThat(refused).hasMessageContaining(path.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void streams_that_follow_one_another_are_all_read(byte[] stream) throws Exception {
    List<String> rows = new ArrayList<>();
    byte[] unended = Arrays.copyOf(stream, stream.length - END_MARKER);
    try (ArrowFile file = ArrowFile.open(written(joined(stream, unended, stream, new byte[16])))) {
      file.batches(batch -> rows.addAll(rows(batch)));
    }
    assertThat(rows).hasSize(9).startsWith("1 a").endsWith("3 b");
    assertThat(rows.subList(3, 6)).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void a_pipe_is_read_from_its_first_byte_to_its_last(byte[] stream) throws Exception {
    List<String> rows = new ArrayList<>();
    byte[] twice = joined(stream, stream);
    ReadableByteChannel pipe = Channels.newChannel(new ByteArrayInputStream(twice));
    try (ArrowFile file = ArrowFile.open(pipe, Path.of("pipe"))) {
      file.batches(batch -> rows.addAll(rows(batch)));
      assertThat(file.position()).isEqualTo(twice.length);
    }
    assertThat(rows).hasSize(6);
    assertThat(pipe.isOpen()).isFalse();
  }

  static Stream<byte[]> leftOvers() {
    SampleStream other = new SampleTable("t").column("id", SampleTypes.int64()).stream();
    byte[] stream = THREE_BATCHES.bytes();
    int schema = TABLE.table().length - END_MARKER;
    return Stream.of(
        "left over".getBytes(StandardCharsets.UTF_8),
        new byte[] {0, 0, 0},
        Arrays.copyOfRange(stream, schema, stream.length), // batches without a schema
        TABLE.named("other").table(),
        other.bytes(),
        THREE_BATCHES.file());
  }

  @ParameterizedTest
  @MethodSource("leftOvers")
  void what_follows_a_stream_and_is_not_read_is_refused(byte[] rest) throws Exception {
    byte[] stream = THREE_BATCHES.bytes();
    List<String> rows = new ArrayList<>();
    try (ArrowFile file = ArrowFile.open(written(joined(stream, rest)))) {
      assertThatThrownBy(() -> file.batches(batch -> rows.addAll(rows(batch))))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContainingAll("file.arrow: ", "at byte " + stream.length);
    }
    assertThat(rows).isEqualTo(ROWS);
  }

  static Stream<byte[]> joinedFiles() throws IOException {
    byte[] file = THREE_BATCHES.file();
    byte[] empty = TABLE.stream().file();
    return Stream.of(
        joined(file, file), joined(file, empty), joined(empty, file), joined(empty, empty));
  }

  @ParameterizedTest
  @MethodSource("joinedFiles")
  void files_with_footers_cannot_be_joined(byte[] content) throws Exception {
    Path file = written(content);

    assertThatThrownBy(() -> ArrowFile.open(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("file.arrow: ", "several files joined to one?");
  }

  /** make.py beside it says how it was written. */
  @Test
  void a_file_may_have_its_schema_in_the_footer_only() throws Exception {
    List<String> rows = new ArrayList<>();
    try (ArrowFile file = ArrowFile.open(resource("polars.arrow"))) {
      assertThat(file.table().columns())
          .extracting(Column::name)
          .containsExactly("id", "s", "c", "l");

      file.batches(batch -> rows.addAll(rows(batch)));
    }
    assertThat(rows).containsExactly("1 a", "2 a text that no view has room for", "3 null");
  }

  @Test
  void such_a_file_may_have_no_batches() throws Exception {
    try (ArrowFile file = ArrowFile.open(resource("polars-empty.arrow"))) {
      assertThat(file.table().columns()).hasSize(4);

      file.batches(batch -> assertThat(batch.rowCount()).isZero());
    }
  }

  @Test
  void such_files_cannot_be_joined_either() throws Exception {
    byte[] content = Files.readAllBytes(resource("polars.arrow"));
    Path joined = Files.write(folder.resolve("joined.arrow"), content);
    Files.write(joined, content, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> ArrowFile.open(joined))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("joined.arrow: ", "several files joined to one?");
  }

  @Test
  void other_files_are_named_and_refused() throws Exception {
    Path text = Files.writeString(folder.resolve("data.csv"), "id,v\n1,a\n");
    Path old = Files.writeString(folder.resolve("old.feather"), "FEA1 and more");
    Path missing = folder.resolve("missing.arrow");

    assertThatThrownBy(() -> ArrowFile.open(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("data.csv", "no Arrow IPC file or stream");
    assertThatThrownBy(() -> ArrowFile.open(old)).hasMessageContaining("Feather version 1");
    assertThatThrownBy(() -> ArrowFile.open(missing))
        .hasMessageContainingAll("missing.arrow", "no such file");
  }

  private Path resource(String name) throws IOException {
    try (InputStream content = getClass().getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), Objects.requireNonNull(content).readAllBytes());
    }
  }

  private Path written(byte[] content) throws IOException {
    return Files.write(folder.resolve("file.arrow"), content);
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.write(part);
    }
    return whole.toByteArray();
  }

  private static List<String> rows(RecordBatch batch) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      ColumnView text = batch.columns().get(1);
      String value =
          new String(
              text.bytes(), text.start(i), text.end(i) - text.start(i), StandardCharsets.UTF_8);
      rows.add(batch.columns().getFirst().longValue(i) + " " + (text.isNull(i) ? null : value));
    }
    return rows;
  }
}
