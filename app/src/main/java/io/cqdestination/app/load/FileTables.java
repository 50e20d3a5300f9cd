package io.cqdestination.app.load;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which tables files' rows go to. */
public final class FileTables {
  private FileTables() {}

  /**
   * The tables of some files, in their order; pipes are left open for their rows.
   *
   * @param overwritten whether rows replace those with the same key
   * @throws InvalidInput naming the file, when it cannot be read, does not fit the options, or has
   *     no key to overwrite rows by
   */
  public static List<Table> of(List<InputFile> files, LoadOptions options, boolean overwritten) {
    Set<Table> tables = new LinkedHashSet<>();
    for (InputFile file : files) {
      Table table = options.table(file.path(), file.open().table());
      if (overwritten && table.primaryKey().isEmpty()) {
        throw new InvalidInput(
            ("%s: table %s has no key, so no row can be overwritten: name the key's columns with -k,"
                    + " or add rows with --write-mode append")
                .formatted(file.path(), table.name()));
      }
      tables.add(table);
      file.release();
    }
    return List.copyOf(tables);
  }
}
