package io.cqdestination.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.record.RecordFile;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Parquet file; its rows are handed on in batches of some thousands. Used by one thread. */
public final class ParquetFile implements RecordFile {
  /** Enough to make a batch's costs small; the whole of a batch is in memory. */
  private static final int MOST_ROWS = 10_000;

  private static final int MOST_BYTES = 8 << 20;

  /** A group of rows may be large, and on a slow disk. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final long size;
  private final ParquetFileReader reader;
  private final LibraryFaults faults;
  private final List<SchemaNode> nodes;
  private final Table table;
  private long rowsRead;

  private ParquetFile(Path path, long size, ParquetFileReader reader, Duration patience) {
    this.size = size;
    this.reader = reader;
    this.faults = new LibraryFaults(path, patience);
    this.nodes = reader.getFileSchema().getRootNode().children();
    this.table = table(reader, nodes);
  }

  /**
   * Opens a file and reads its schema.
   *
   * @throws InvalidInput naming the file, when it cannot be read or has a column of a type that
   *     cannot be taken
   */
  public static ParquetFile open(Path path) {
    return open(path, path);
  }

  /**
   * Opens a file and reads its schema.
   *
   * @param named what errors call the file
   * @throws InvalidInput when it cannot be read or has a column of a type that cannot be taken
   */
  public static ParquetFile open(Path path, Path named) {
    return open(path, named, PATIENCE);
  }

  /**
   * Opens a file and reads its schema.
   *
   * @param named what errors call the file
   * @param patience how long the library may take for some thousands of rows
   * @throws InvalidInput when it cannot be read or has a column of a type that cannot be taken
   */
  public static ParquetFile open(Path path, Path named, Duration patience) {
    InputFile file = InputFile.of(path);
    ParquetFileReader reader = null;
    try {
      file.open();
      FooterCheck.verifyLengths(file);
      reader = ParquetFileReader.open(file);
      FooterCheck.verifyPositions(file, reader.getFileMetaData());
      FooterCheck.verifyCompression(reader.getFileMetaData());
      PageCheck.verify(file, reader.getFileMetaData(), reader.getFileSchema());
      return new ParquetFile(named, file.length(), reader, patience);
    } catch (IOException | RuntimeException | VirtualMachineError failure) {
      closeQuietly(reader, failure);
      closeQuietly(file, failure);
      throw failure instanceof InvalidInput invalid
          ? new InvalidInput(named + ": " + invalid.getMessage(), invalid)
          : new LibraryFaults(named, patience).inWords(failure);
    }
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public void batches(Sink sink) throws InterruptedException {
    for (RowGroupPredicate groups : FilledGroups.of(reader.getFileMetaData())) {
      try (OpenRows rows = new OpenRows(groups)) {
        for (RecordBatch batch = rows.next(); batch != null; batch = rows.next()) {
          rowsRead += batch.rowCount();
          sink.accept(batch);
        }
      }
    }
  }

  /** By the share of rows, as columns lie apart in the file. */
  @Override
  public long position() {
    long rows = reader.getFileMetaData().numRows();
    return rows == 0 ? size : (long) ((double) size * rowsRead / rows);
  }

  @Override
  public void close() {
    closeQuietly(reader, null);
  }

  /** The rows being read; what the library throws about a damaged file names the file. */
  private final class OpenRows implements AutoCloseable {
    private final RowReader rows;

    OpenRows(RowGroupPredicate groups) throws InterruptedException {
      rows = faults.named(() -> reader.buildRowReader().filter(groups).build());
    }

    /** The next batch, or null at the end. */
    @Nullable RecordBatch next() throws InterruptedException {
      return faults.named(() -> {
        List<ValueWriter> writers = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
          writers.add(ValueWriters.of(nodes.get(i), table.columns().get(i).type()));
        }
        int count = 0;
        while (count < MOST_ROWS && byteSize(writers) < MOST_BYTES && rows.hasNext()) {
          rows.next();
          for (int i = 0; i < writers.size(); i++) {
            ValueWriters.append(writers.get(i), nodes.get(i), rows, i);
          }
          count++;
        }
        return count == 0 ? null : batch(writers, count);
      });
    }

    @Override
    public void close() throws InterruptedException {
      faults.named(() -> {
        rows.close();
        return rows;
      });
    }
  }

  private RecordBatch batch(List<ValueWriter> writers, int count) {
    int bytes = byteSize(writers);
    List<ColumnView> columns = new ArrayList<>();
    for (int i = 0; i < writers.size(); i++) {
      columns.add(writers.get(i).builder().build(table.columns().get(i).type()));
    }
    return new RecordBatch(table, count, bytes, columns);
  }

  private static int byteSize(List<ValueWriter> writers) {
    int bytes = 0;
    for (ValueWriter writer : writers) {
      bytes += writer.builder().byteSize();
    }
    return bytes;
  }

  private static Table table(ParquetFileReader reader, List<SchemaNode> nodes) {
    if (nodes.isEmpty()) {
      // The library would find rows in it without end.
      throw new InvalidInput("it has no columns");
    }
    List<Column> columns = nodes.stream().map(ColumnTypes::column).toList();
    Map<String, String> metadata = reader.getFileMetaData().keyValueMetadata();
    return new Table(
        metadata.getOrDefault("cq:table_name", ""),
        Table.description(
            metadata.getOrDefault("cq:table_title", ""),
            metadata.getOrDefault("cq:table_description", "")),
        null,
        columns);
  }

  private static void closeQuietly(@Nullable AutoCloseable open, @Nullable Throwable cause) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception unclosed) {
      if (cause != null) {
        cause.addSuppressed(unclosed);
      }
    }
  }
}
