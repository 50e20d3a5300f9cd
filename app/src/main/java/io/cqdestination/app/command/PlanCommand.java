package io.cqdestination.app.command;

import ch.qos.logback.classic.Level;
import io.cqdestination.app.assembly.DaggerPluginComponent;
import io.cqdestination.app.configuration.DestinationConfiguration;
import io.cqdestination.app.load.RecordFiles;
import io.cqdestination.app.logging.Logging;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.record.RecordFile;
import io.cqdestination.core.table.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the SQL that a migration would run, and runs none of it. */
@Command(
    name = "plan",
    description = {
      "Print the SQL that a migration to the tables of some files would run, and run none of it.",
      "The tables are compared with those in the database, by the rules of a sync.",
    },
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:The script was printed; it says so where there is nothing to do.",
      "1:The migration would be refused, or something failed; standard error says why.",
      "2:The command line is wrong."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--force",
      description =
          "Plan as with `migrate_mode: forced`, whatever the configuration says: tables that cannot"
              + " be changed in place are dropped and created again.")
  private boolean force;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The wanted tables: Arrow IPC files or streams whose schemas have CloudQuery's metadata,"
              + " such as cq:table_name. Rows do not matter.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    Logging.startBesideResults(Level.WARN);
    DestinationConfiguration destination = configuration.read();
    MigrationMode mode = force ? MigrationMode.FORCED : destination.migrationMode();
    List<WantedTable> wanted = new ArrayList<>();
    for (Path file : files) {
      wanted.add(new WantedTable(destination.sent(table(file)), mode));
    }
    String script =
        DaggerPluginComponent.factory()
            .create(SyncMeter.NONE)
            .migrationPreview()
            .script(destination.spec(), wanted);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(script);
    out.flush();
    return 0;
  }

  private static Table table(Path file) {
    try (RecordFile record = RecordFiles.open(file)) {
      if (record.table().name().isEmpty()) {
        throw new InvalidInput(
            "%s: its schema does not name the table (cq:table_name)".formatted(file));
      }
      return record.table();
    }
  }
}
