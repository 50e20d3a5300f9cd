package io.cqdestination.runtime;

import ch.qos.logback.classic.Level;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.table.Table;
import io.cqdestination.runtime.load.FileTables;
import io.cqdestination.runtime.load.InputFile;
import io.cqdestination.runtime.load.LoadOptions;
import io.cqdestination.runtime.logging.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Prints what a migration would run, and runs none of it. */
@Command(
    name = "plan",
    description = {
      "Print what a migration to the tables of some files would run, and run none of it.",
      "The tables are compared with those in the database, by the rules of a sync.",
    },
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:The script was printed; it says so where there is nothing to do.",
      "1:The migration would be refused, or something failed; standard error says why.",
      "2:The command line is wrong.",
      "130:Interrupted."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ${COMMAND-FULL-NAME} -c destination.yml -k id *.arrow",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private final DestinationPlugin plugin;
  private final MigrationPreview preview;

  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigurationOptions configuration;

  @Mixin private TableOptions tables = new TableOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The wanted tables: files that `load` reads. Rows do not matter.")
  private List<Path> files = List.of();

  PlanCommand(DestinationPlugin plugin, MigrationPreview preview) {
    this.plugin = plugin;
    this.preview = preview;
    this.configuration = new ConfigurationOptions(plugin);
  }

  @Override
  public Integer call() {
    Logging.startBesideResults(Level.WARN, plugin.quietLoggers());
    LoadOptions options = tables.over(configuration.read(tables.usualMode()));
    String script = preview.script(options.destination().spec(), wanted(options));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(script);
    out.flush();
    return 0;
  }

  private List<WantedTable> wanted(LoadOptions options) {
    List<InputFile> inputs = InputFile.of(files);
    try {
      List<Table> wanted = FileTables.of(inputs, options, tables.overwrites());
      requireOneOfEach(wanted);
      return options.migrationMode().stream()
          .flatMap(mode -> wanted.stream().map(table -> new WantedTable(table, mode)))
          .toList();
    } finally {
      inputs.forEach(InputFile::close);
    }
  }

  /** A plan is made of what the database holds now, and cannot say what comes after a first one. */
  private static void requireOneOfEach(List<Table> wanted) {
    Set<String> names = new HashSet<>();
    for (Table table : wanted) {
      if (!names.add(table.name())) {
        throw new InvalidInput(
            "the files say different types or keys of table %s: plan one file at a time"
                .formatted(table.name()));
      }
    }
  }
}
