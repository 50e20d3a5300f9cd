package io.cqdestination.core.migration;

import java.util.Collection;
import java.util.Map;

/** What the database holds now. Thread-safe. */
public interface SchemaCatalog {

  /**
   * Looks tables up in the destination's schema, all in one round trip where the database can.
   *
   * @param storedNames names as {@link TableMapping#stored} gives them
   * @return by name; a name without a table is missing
   * @throws io.cqdestination.core.failure.DestinationException when the database cannot be asked
   */
  Map<String, StoredTable> find(Collection<String> storedNames);
}
