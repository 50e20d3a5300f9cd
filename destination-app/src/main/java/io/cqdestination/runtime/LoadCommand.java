package io.cqdestination.runtime;

import ch.qos.logback.classic.Level;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.runtime.load.FileLoader;
import io.cqdestination.runtime.load.LoadOptions;
import io.cqdestination.runtime.load.LoadProgress;
import io.cqdestination.runtime.load.LoadSummary;
import io.cqdestination.runtime.logging.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    footerHeading = "%nExamples:%n",
    footer = "  ${COMMAND-FULL-NAME} -c destination.yml -k id *.arrow",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private final DestinationPlugin plugin;
  private final StopSignal stop;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigurationOptions configuration;

  @Mixin private TableOptions tables = new TableOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Arrow IPC files (Feather version 2) or streams, or Parquet files; also through a pipe, such as"
              + " /dev/stdin.")
  private List<Path> files = List.of();

  LoadCommand(DestinationPlugin plugin, StopSignal stop) {
    this.plugin = plugin;
    this.stop = stop;
    this.configuration = new ConfigurationOptions(plugin);
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.startBesideResults(Level.WARN, plugin.quietLoggers());
    GarbageLimit.start();
    LoadOptions options = tables.over(configuration.read(tables.usualMode()));
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    LoadProgress progress = new LoadProgress(command.getErr(), Terminal.showsErrors(), files);
    try (Destination destination =
            plugin.factory(SyncMeter.NONE).open(options.destination().spec());
        FileLoader loader = new FileLoader(destination, options, files, progress)) {
      stop.onReceived(() -> {
        interrupted.set(true);
        loader.cancel();
      });
      try {
        loader.load();
      } catch (DestinationException failure) {
        progress.end();
        return failed(command.getErr(), failure, loader.totals().snapshot().rows());
      }
      progress.end();
      command
          .getOut()
          .println(
              LoadSummary.of(
                  loader.totals(), files.size(), progress.elapsed(), destination.place()));
      return 0;
    }
  }

  private int failed(PrintWriter err, DestinationException failure, long rows) {
    err.println(interrupted.get() ? "interrupted" : failure.getMessage());
    err.println(String.format(Locale.ROOT, "%,d rows were committed before", rows));
    return interrupted.get() ? PluginCommand.INTERRUPTED : 1;
  }
}
