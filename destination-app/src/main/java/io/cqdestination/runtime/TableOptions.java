package io.cqdestination.runtime;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.runtime.configuration.DestinationConfiguration;
import io.cqdestination.runtime.configuration.WriteMode;
import io.cqdestination.runtime.load.LoadOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tables files have, and what may be done to them. */
final class TableOptions {
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
      paramLabel = "MODE",
      description =
          "append: rows are added, the table has no key. overwrite: rows replace those with the"
              + " same key. By default as the configuration says, and without one append, or overwrite"
              + " with -k; nothing is ever deleted as stale.")
  private @Nullable LoadMode writeMode;

  @Option(
      names = "--migrate-mode",
      paramLabel = "MODE",
      description =
          "safe, forced, or none: take the table as it is. By default as the configuration says,"
              + " and safe without one.")
  private @Nullable TableMode migrateMode;

  @Option(
      names = "--force",
      description =
          "The same as --migrate-mode forced: tables that cannot be changed in place are dropped"
              + " and created again.")
  private boolean force;

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

  /** Whether the command line says itself that rows are overwritten. */
  boolean overwrites() {
    return writeMode == LoadMode.OVERWRITE;
  }

  /** How rows are written where neither the command line nor a configuration says it. */
  WriteMode usualMode() {
    return keyColumns.isEmpty() ? WriteMode.APPEND : WriteMode.OVERWRITE;
  }

  /**
   * What the command line says, and the configuration where it says nothing.
   *
   * @throws InvalidInput when rows that are only added should have a key, or options contradict
   *     each other
   */
  LoadOptions over(DestinationConfiguration configured) {
    DestinationConfiguration destination =
        writeMode == null ? configured : configured.with(writeMode.mode);
    if (destination.writeMode() == WriteMode.APPEND && !keyColumns.isEmpty()) {
      throw new InvalidInput(
          "-k names a key, and rows that are only added have none: --write-mode overwrite takes it");
    }
    return new LoadOptions(
        destination, Optional.ofNullable(table), keyColumns, migrationMode(destination));
  }

  private Optional<MigrationMode> migrationMode(DestinationConfiguration destination) {
    if (force && migrateMode != null && migrateMode != TableMode.FORCED) {
      throw new InvalidInput("--force is --migrate-mode forced: give one of them");
    }
    if (force) {
      return TableMode.FORCED.mode;
    }
    return migrateMode == null ? Optional.of(destination.migrationMode()) : migrateMode.mode;
  }
}
