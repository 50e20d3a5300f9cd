package io.cqdestination.runtime.load;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.record.RecordFile;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.SyncTotals;
import io.cqdestination.core.sync.WriteMessage.InsertRecord;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Table;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes files into a database the way a sync's stream is written: all tables are migrated first,
 * then rows follow file by file. Used once, by one thread; {@link #cancel} may come from others.
 */
public final class FileLoader implements AutoCloseable {
  private final LoadOptions options;
  private final List<InputFile> files;
  private final LoadProgress progress;
  private final SyncSession session;
  private volatile boolean stopped;

  public FileLoader(
      Destination destination, LoadOptions options, List<Path> files, LoadProgress progress) {
    this.options = options;
    this.files = InputFile.of(files);
    this.progress = progress;
    this.session = destination.openSession(FailurePolicy.END_STREAM, _ -> stopped = true);
  }

  /**
   * Loads every file; on return all rows are committed.
   *
   * @throws DestinationException the first failure; batches before it may have been committed
   */
  public void load() throws InterruptedException {
    migrate();
    long bytesBefore = 0;
    for (InputFile input : files) {
      try (input) {
        RecordFile file = input.open();
        Table table = options.table(input.path(), file.table());
        long before = bytesBefore;
        file.batches(batch -> insert(table, batch, before + file.position()));
        bytesBefore += file.position();
      } catch (StoppedException end) {
        break;
      }
    }
    session.finish();
  }

  /** Ends the load soon; what is not committed yet will not be. */
  public void cancel() {
    stopped = true;
    session.cancel();
    files.forEach(InputFile::cancel);
  }

  /** What is committed. */
  public SyncTotals totals() {
    return session.totals();
  }

  @Override
  public void close() {
    files.forEach(InputFile::close);
    session.close();
  }

  private void migrate() throws InterruptedException {
    List<Table> tables = FileTables.of(files, options, options.overwrites());
    if (options.migrationMode().isPresent()) {
      for (Table table : tables) {
        session.accept(new MigrateTable(table, options.migrationMode().get()));
      }
    }
  }

  private void insert(Table table, RecordBatch batch, long bytesRead) throws InterruptedException {
    if (stopped) {
      throw new StoppedException();
    }
    session.accept(
        new InsertRecord(
            new RecordBatch(table, batch.rowCount(), batch.byteSize(), batch.columns())));
    progress.report(totals().snapshot(), bytesRead);
  }

  /** Leaves the middle of a file: the session knows why. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped", null, false, false);
    }
  }
}
