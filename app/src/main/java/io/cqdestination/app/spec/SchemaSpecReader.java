package io.cqdestination.app.spec;

import io.cqdestination.postgres.ddl.SchemaSetup;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.runtime.spec.SpecObject;
import java.util.Optional;
import java.util.Set;

/** Reads where tables go. Problems go to the object it is read from. Thread-safe. */
final class SchemaSpecReader {
  private static final String KEY = "schema";

  /** Of CockroachDB as well as of PostgreSQL. */
  private static final Set<String> SERVERS_OWN = Set.of("information_schema", "crdb_internal");

  private static final String SERVERS_PREFIX = "pg_";

  private SchemaSpecReader() {}

  /**
   * The schema that is named; empty where none is.
   *
   * @param grants whose readers may use the schema where it is made
   */
  static Optional<SchemaSetup> read(SpecObject object, TableGrants grants) {
    boolean create = object.flag("create_schema");
    Optional<String> name = object.filledText(KEY);
    name.ifPresent(text -> check(object, text));
    return name.map(text -> new SchemaSetup(new SchemaName(text), create, grants));
  }

  private static void check(SpecObject object, String name) {
    if (name.contains("{") || name.contains("}")) {
      object.problem(
          KEY,
          "must not hold a placeholder: tables are announced before any row says of which source it is; give each source a destination of its own, with a schema of its own");
    } else if (name.startsWith(SERVERS_PREFIX) || SERVERS_OWN.contains(name)) {
      object.problem(KEY, "must not be one of the database's own");
    } else if (!ObjectNames.fit(name, ObjectNames.USUAL_LIMIT).equals(name)) {
      object.problem(KEY, "must have at most 63 bytes, and no NUL");
    }
  }
}
