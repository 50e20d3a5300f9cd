package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.catalog.generated.Tables.PG_CLASS;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_LOCKS;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_NAMESPACE;
import static io.cqdestination.postgres.catalog.generated.Tables.PG_STAT_ACTIVITY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.dialect.SqlRendering;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Finds out who holds the locks that a migration waits for. Thread-safe. */
final class LockHolders {
  /** Marks advisory locks of two numbers. */
  private static final short TWO_NUMBERS = 2;

  private final SchemaName schema;
  private final MigrationLock lock;

  LockHolders(SchemaName schema, MigrationLock lock) {
    this.schema = schema;
    this.lock = lock;
  }

  /**
   * Describes every other session that holds a lock on one of the tables, or the migration lock.
   *
   * @return one sentence a session and table; empty when they are gone
   */
  List<String> describe(Connection connection, Collection<String> tables) throws SQLException {
    Select<?> query = query(tables);
    try (PreparedStatement statement =
        connection.prepareStatement(SqlRendering.withParameters(query))) {
      List<@Nullable Object> names = query.getBindValues();
      for (int i = 0; i < names.size(); i++) {
        statement.setObject(i + 1, names.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return holders(rows);
      }
    }
  }

  private static List<String> holders(ResultSet rows) throws SQLException {
    List<String> holders = new ArrayList<>();
    while (rows.next()) {
      @Nullable String table = rows.getString(1);
      holders.add(
          "%s session %d (user %s, application %s, %s since %s)"
              .formatted(
                  table == null ? "another migration runs in" : table + " is locked by",
                  rows.getInt(2),
                  known(rows.getString(3)),
                  known(rows.getString(4)),
                  known(rows.getString(5)),
                  known(rows.getString(6))));
    }
    return holders;
  }

  private Select<?> query(Collection<String> tables) {
    return selectDistinct(
            PG_CLASS.RELNAME,
            PG_STAT_ACTIVITY.PID,
            PG_STAT_ACTIVITY.USENAME,
            PG_STAT_ACTIVITY.APPLICATION_NAME,
            PG_STAT_ACTIVITY.STATE,
            since())
        .from(PG_LOCKS)
        .join(PG_STAT_ACTIVITY)
        .on(PG_STAT_ACTIVITY.PID.eq(PG_LOCKS.PID))
        .leftJoin(PG_CLASS)
        .on(PG_CLASS.OID.eq(PG_LOCKS.RELATION))
        .where(PG_LOCKS.GRANTED)
        .and(PG_STAT_ACTIVITY.DATNAME.eq(field("pg_catalog.current_database()", String.class)))
        .and(PG_LOCKS.PID.ne(field("pg_catalog.pg_backend_pid()", Integer.class)))
        .and(onTables(tables).or(onMigration()))
        .orderBy(PG_CLASS.RELNAME, PG_STAT_ACTIVITY.PID);
  }

  /** When its statement began, or the last one if it is idle. */
  private static Field<String> since() {
    return field(
        "pg_catalog.to_char({0}, 'YYYY-MM-DD HH24:MI:SSOF')",
        String.class, PG_STAT_ACTIVITY.QUERY_START);
  }

  private Condition onTables(Collection<String> tables) {
    return PG_LOCKS
        .LOCKTYPE
        .eq(inline("relation"))
        .and(PG_CLASS.RELNAME.in(tables))
        .and(
            PG_CLASS.RELNAMESPACE.eq(
                select(PG_NAMESPACE.OID)
                    .from(PG_NAMESPACE)
                    .where(PG_NAMESPACE.NSPNAME.eq(schema.value()))));
  }

  private Condition onMigration() {
    return PG_LOCKS
        .LOCKTYPE
        .eq(inline("advisory"))
        .and(PG_LOCKS.CLASSID.eq(inline((long) lock.space())))
        .and(PG_LOCKS.OBJID.eq(inline((long) lock.key())))
        .and(PG_LOCKS.OBJSUBID.eq(inline(TWO_NUMBERS)));
  }

  private static String known(@Nullable String value) {
    return value == null || value.isEmpty() ? "unknown" : value;
  }
}
