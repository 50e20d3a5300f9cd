package io.cqdestination.app.command;

import ch.qos.logback.classic.Level;
import io.cqdestination.app.assembly.DaggerPluginComponent;
import io.cqdestination.app.configuration.DestinationConfiguration;
import io.cqdestination.app.configuration.WriteMode;
import io.cqdestination.app.load.FileLoader;
import io.cqdestination.app.load.LoadOptions;
import io.cqdestination.app.load.LoadProgress;
import io.cqdestination.app.logging.Logging;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.Destination;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes files into tables without the CLI. */
@Command(
    name = "load",
    description = {
      "Write the rows of files into tables, without the CLI.",
      "Rows go the way of a sync: with the same types, batches, retries and migrations.",
    },
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:All rows are committed.",
      "1:Something failed; standard error says what, and how much was committed.",
      "2:The command line is wrong.",
      "130:Interrupted; standard error says how much was committed."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  private final StopSignal stop;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = {"-t", "--table"},
      paramLabel = "NAME",
      description =
          "The table for all files. By default each file says its own (cq:table_name), or its name"
              + " without the extension is the table's.")
  private @Nullable String table;

  @Option(
      names = {"-k", "--key"},
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of the primary key, in place of those that the files say.")
  private List<String> keyColumns = List.of();

  @Option(
      names = "--write-mode",
      description =
          "append: rows are added, the table has no key. overwrite: rows replace those with the"
              + " same key. By default as the configuration says; nothing is ever deleted as"
              + " stale.")
  private @Nullable LoadMode writeMode;

  @Option(
      names = "--migrate-mode",
      description =
          "safe, forced, or none: take the table as it is. By default as the configuration says.")
  private @Nullable TableMode migrateMode;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Arrow IPC files (Feather version 2) or streams, or Parquet files; also through a pipe, such as"
              + " /dev/stdin.")
  private List<Path> files = List.of();

  LoadCommand(StopSignal stop) {
    this.stop = stop;
  }

  /** Ways to write that a load knows. */
  enum LoadMode {
    APPEND(WriteMode.APPEND),
    OVERWRITE(WriteMode.OVERWRITE);

    private final WriteMode mode;

    LoadMode(WriteMode mode) {
      this.mode = mode;
    }
  }

  /** What may be done to tables before rows are written. */
  enum TableMode {
    SAFE(Optional.of(MigrationMode.SAFE)),
    FORCED(Optional.of(MigrationMode.FORCED)),
    NONE(Optional.empty());

    private final Optional<MigrationMode> mode;

    TableMode(Optional<MigrationMode> mode) {
      this.mode = mode;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.startBesideResults(Level.WARN);
    LoadOptions options = options(configuration.read());
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    LoadProgress progress = new LoadProgress(command.getErr(), isTerminal(), files);
    try (Destination destination =
            DaggerPluginComponent.factory()
                .create(SyncMeter.NONE)
                .destinationFactory()
                .open(options.destination().spec());
        FileLoader loader = new FileLoader(destination, options, files, progress)) {
      stop.onReceived(() -> {
        interrupted.set(true);
        loader.cancel();
      });
      try {
        loader.load();
      } catch (DestinationException failure) {
        progress.end();
        return failed(command.getErr(), failure, loader.totals().rows());
      }
      progress.end();
      command.getOut().println(progress.summary(loader.totals(), files.size()));
      return 0;
    }
  }

  private LoadOptions options(DestinationConfiguration destination) {
    return new LoadOptions(
        writeMode == null ? destination : destination.with(writeMode.mode),
        Optional.ofNullable(table),
        keyColumns,
        migrateMode == null ? Optional.of(destination.migrationMode()) : migrateMode.mode);
  }

  private int failed(PrintWriter err, DestinationException failure, long rows) {
    err.println(interrupted.get() ? "interrupted" : failure.getMessage());
    err.println(String.format(Locale.ROOT, "%,d rows were committed before", rows));
    return interrupted.get() ? INTERRUPTED : 1;
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }
}
