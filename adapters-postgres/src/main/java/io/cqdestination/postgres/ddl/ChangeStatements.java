package io.cqdestination.postgres.ddl;

import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.commentOnColumn;
import static org.jooq.impl.DSL.commentOnTable;
import static org.jooq.impl.DSL.createIndexIfNotExists;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.createTableIfNotExists;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.quotedName;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unique;

import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.SchemaChange;
import io.cqdestination.core.migration.SchemaChange.AddColumn;
import io.cqdestination.core.migration.SchemaChange.AllowNull;
import io.cqdestination.core.migration.SchemaChange.CommentColumn;
import io.cqdestination.core.migration.SchemaChange.CommentTable;
import io.cqdestination.core.migration.SchemaChange.ConvertColumn;
import io.cqdestination.core.migration.SchemaChange.CopyGrants;
import io.cqdestination.core.migration.SchemaChange.CreateIndex;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChange.DropTable;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.SchemaChange.RenameTable;
import io.cqdestination.core.migration.SchemaChange.WidenColumn;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredIndex;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.dialect.SqlRendering;
import io.cqdestination.postgres.history.HistoryChanges;
import io.cqdestination.postgres.history.HistoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jooq.Constraint;
import org.jooq.CreateTableElementListStep;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultDataType;

/** The SQL of a plan. Pure and thread-safe. */
public final class ChangeStatements {
  private final Dialect dialect;
  private final SchemaName schema;
  private final TableGrants grants;
  private final Map<String, DataType<?>> types = new ConcurrentHashMap<>();

  /**
   * @param grants on tables that are made
   */
  public ChangeStatements(Dialect dialect, SchemaName schema, TableGrants grants) {
    this.dialect = dialect;
    this.schema = schema;
    this.grants = grants;
  }

  /** Every statement that carrying the plan out would run, in order; nothing is run. */
  public List<String> statements(MigrationPlan plan) {
    return plan.tables().stream().flatMap(table -> statements(table).stream()).toList();
  }

  /** The statements for one table, in order. */
  List<String> statements(TableMigration migration) {
    List<String> statements = new ArrayList<>();
    for (SchemaChange change : migration.changes()) {
      statements.addAll(statements(migration, change));
    }
    return statements;
  }

  private List<String> statements(TableMigration migration, SchemaChange change) {
    KeptTableStatements kept = new KeptTableStatements(schema);
    Optional<HistoryChanges> history =
        HistoryTable.of(migration.wanted()).map(table -> new HistoryChanges(schema, table));
    return switch (change) {
      case CreateTable _ when history.isPresent() ->
          Stream.concat(rendered(migration, change), history.get().behindTable().stream()).toList();
      case CreateIndex(String _, StoredIndex index) when history.isPresent() ->
          List.of(history.get().index(index));
      case RenameTable rename when history.isPresent() ->
          Stream.concat(Stream.of(history.get().beforeRename()), kept.rename(rename).stream())
              .toList();
      case ConvertColumn conversion -> kept.convert(conversion);
      case RenameTable rename -> kept.rename(rename);
      case CopyGrants copy -> List.of(kept.copyGrants(copy));
      default -> rendered(migration, change).toList();
    };
  }

  private Stream<String> rendered(TableMigration migration, SchemaChange change) {
    return queries(migration, change).stream().map(SqlRendering::inlined);
  }

  /**
   * The statements that remove what moving a table's primary key has left behind; none where no key
   * was moved.
   *
   * @param after the table as it is now
   */
  List<String> clearings(TableMigration migration, StoredTable after) {
    List<String> statements = new ArrayList<>();
    for (SchemaChange change : migration.changes()) {
      if (change instanceof MovePrimaryKey move) {
        StoredTable before = Objects.requireNonNull(migration.found());
        dialect
            .clearOldKey(schema, before, after, move)
            .forEach(query -> statements.add(SqlRendering.inlined(query)));
      }
    }
    return statements;
  }

  /** Allows or refuses changes of a table's shape, where the database has such a lock. */
  Optional<String> schemaLock(String table, boolean locked) {
    return dialect.schemaLock(schema, table, locked).map(SqlRendering::inlined);
  }

  private List<Query> queries(TableMigration migration, SchemaChange change) {
    return switch (change) {
      case CreateTable(StoredTable definition) ->
          Stream.concat(
                  Stream.of(create(definition)), grants.on(schema, definition.name()).stream())
              .toList();
      case DropTable(String name) -> List.of(dropTable(schema.qualify(name)));
      case AddColumn(String name, StoredColumn column) ->
          List.of(
              alterTable(schema.qualify(name))
                  .addColumnIfNotExists(quotedName(column.name()), type(column)));
      case WidenColumn(String name, String column, String type) ->
          List.of(
              alterTable(schema.qualify(name))
                  .alterColumn(quotedName(column))
                  .set(types.computeIfAbsent(type, this::type)));
      case ConvertColumn _, RenameTable _, CopyGrants _ ->
          throw new IllegalArgumentException("no query: " + change);
      case AllowNull(String name, String column) ->
          List.of(alterTable(schema.qualify(name)).alterColumn(quotedName(column)).dropNotNull());
      case DropUniqueConstraint drop -> dialect.dropUnique(schema, drop);
      case MovePrimaryKey move ->
          dialect.moveKey(schema, Objects.requireNonNull(migration.found()), move);
      case CommentTable(String name, String text) ->
          List.of(commentOnTable(schema.qualify(name)).is(text));
      case CommentColumn(String name, String column, String text) ->
          List.of(commentOnColumn(quotedName(schema.value(), name, column)).is(text));
      case CreateIndex(String name, StoredIndex index) ->
          List.of(
              createIndexIfNotExists(quotedName(index.name()))
                  .on(table(schema.qualify(name)), fields(index.columns())));
    };
  }

  private Query create(StoredTable definition) {
    Name name = schema.qualify(definition.name());
    // A statement that is run alone may be repeated. In a transaction, something else of that name
    // must not be mistaken for the table.
    CreateTableElementListStep statement =
        dialect.hasTransactionalDdl() ? createTable(name) : createTableIfNotExists(name);
    List<Constraint> constraints = new ArrayList<>();
    for (StoredColumn column : definition.columns()) {
      statement = statement.column(quotedName(column.name()), type(column));
      boolean keyAlone = definition.keyColumns().equals(List.of(column.name()));
      if (column.uniqueConstraint() != null && !keyAlone) {
        constraints.add(unique(quotedName(column.name())));
      }
    }
    if (definition.primaryKey() != null) {
      constraints.add(primaryKey(fields(definition.primaryKey().columns()).toArray(Field[]::new)));
    }
    return statement.constraints(constraints);
  }

  private DataType<?> type(StoredColumn column) {
    return types.computeIfAbsent(column.type(), this::type).nullable(!column.notNull());
  }

  private DataType<?> type(String words) {
    return DefaultDataType.getDefaultDataType(SQLDialect.POSTGRES, dialect.definition(words));
  }

  private static List<Field<?>> fields(List<String> columns) {
    List<Field<?>> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(field(quotedName(column))));
    return fields;
  }
}
