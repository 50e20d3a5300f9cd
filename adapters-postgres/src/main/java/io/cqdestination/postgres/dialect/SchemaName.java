package io.cqdestination.postgres.dialect;

import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * The schema that holds the destination's tables. All names are qualified by it, so that no
 * statement depends on a session's {@code search_path}. Immutable.
 */
public record SchemaName(String value) {

  /** The quoted, qualified name of a table, index or constraint of the schema. */
  public Name qualify(String name) {
    return DSL.quotedName(value, name);
  }
}
