package io.cqdestination.runtime;

import io.cqdestination.core.migration.WantedTable;
import java.util.List;

/** Says what a migration would run, without running it. Thread-safe. */
public interface MigrationPreview {

  /**
   * The statements as a script, for the database as it is now.
   *
   * @param spec the plugin's spec, JSON in UTF-8
   * @throws io.cqdestination.core.failure.DestinationException.RefusedMigration when a table cannot
   *     be migrated
   * @throws io.cqdestination.core.failure.DestinationException when the spec is invalid, or the
   *     database cannot be asked
   */
  String script(byte[] spec, List<WantedTable> wanted);
}
