package io.cqdestination.runtime.load;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which tables files' rows go to. */
public final class FileTables {
  private FileTables() {}

  /**
   * The tables of some files, in their order; pipes are left open for their rows. Files of one
   * table make it together; it comes several times only where they contradict one another.
   *
   * @param overwritten whether rows replace those with the same key
   * @throws InvalidInput naming the file, when it cannot be read, does not fit the options, or has
   *     no key to overwrite rows by
   */
  public static List<Table> of(List<InputFile> files, LoadOptions options, boolean overwritten) {
    Map<String, Table> tables = new LinkedHashMap<>();
    Set<Table> contradicting = new LinkedHashSet<>();
    for (InputFile file : files) {
      Table table = options.table(file.path(), file.open().table());
      if (overwritten) {
        requireKey(file, table);
      }
      Table known = tables.getOrDefault(table.name(), table);
      TableUnion.of(known, table)
          .ifPresentOrElse(
              union -> tables.put(table.name(), union), () -> contradicting.add(table));
      file.release();
    }
    return Stream.concat(tables.values().stream(), contradicting.stream()).toList();
  }

  private static void requireKey(InputFile file, Table table) {
    if (table.primaryKey().isEmpty()) {
      throw new InvalidInput(
          ("%s: table %s has no key, so no row can be overwritten: name the key's columns with -k,"
                  + " or add rows with --write-mode append")
              .formatted(file.path(), table.name()));
    }
  }
}
