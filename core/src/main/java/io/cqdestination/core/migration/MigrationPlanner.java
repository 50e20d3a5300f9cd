package io.cqdestination.core.migration;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.SchemaChange.AddColumn;
import io.cqdestination.core.migration.SchemaChange.AllowNull;
import io.cqdestination.core.migration.SchemaChange.CommentColumn;
import io.cqdestination.core.migration.SchemaChange.CommentTable;
import io.cqdestination.core.migration.SchemaChange.CreateIndex;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChange.DropTable;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.SchemaChange.WidenColumn;
import io.cqdestination.core.migration.TableDifference.ColumnAdded;
import io.cqdestination.core.migration.TableDifference.ColumnCommentChanged;
import io.cqdestination.core.migration.TableDifference.ColumnRemoved;
import io.cqdestination.core.migration.TableDifference.IndexMissing;
import io.cqdestination.core.migration.TableDifference.KeyChanged;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.NotNullChanged;
import io.cqdestination.core.migration.TableDifference.NotNullLeftOver;
import io.cqdestination.core.migration.TableDifference.NotNullReleased;
import io.cqdestination.core.migration.TableDifference.OriginChanged;
import io.cqdestination.core.migration.TableDifference.SourceRecreated;
import io.cqdestination.core.migration.TableDifference.TableCommentChanged;
import io.cqdestination.core.migration.TableDifference.TypeChanged;
import io.cqdestination.core.migration.TableDifference.TypeWidened;
import io.cqdestination.core.migration.TableDifference.UniqueAdded;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what has to be done to tables, without touching them. Pure and thread-safe. */
public final class MigrationPlanner {
  private final TableMapping mapping;
  private final TableObjections objections;
  private final Optional<TypeWidening> widening;

  /** Columns keep their types and NOT NULL as long as their tables are not made anew. */
  public MigrationPlanner(TableMapping mapping) {
    this(mapping, Optional.empty());
  }

  /**
   * @param widening which types are changed in place; where it is there, NOT NULL is dropped in
   *     place too
   */
  public MigrationPlanner(TableMapping mapping, Optional<TypeWidening> widening) {
    this.mapping = mapping;
    this.objections = new TableObjections(mapping);
    this.widening = widening;
  }

  /** The names under which {@link SchemaCatalog#find} has to look for the tables. */
  public List<String> storedNames(List<WantedTable> wanted) {
    Set<String> names = new LinkedHashSet<>(mapping.expected(tables(wanted)));
    for (WantedTable table : wanted) {
      names.add(mapping.storedName(table.table().name()));
      mapping.derived(table.table()).forEach(derived -> names.add(derived.name()));
    }
    return List.copyOf(names);
  }

  /**
   * Plans the migration of all tables of a stream.
   *
   * @param found what is there, by stored name
   * @throws RefusedMigration when one of the tables cannot get there in its mode; the message lists
   *     every such table with every difference
   */
  public MigrationPlan plan(List<WantedTable> wanted, Map<String, StoredTable> found) {
    RefusalText refusal = new RefusalText();
    List<StoredTable> stored = wanted.stream().map(table -> mapping.stored(table.table())).toList();
    objections.check(wanted, stored, refusal);
    List<TableMigration> migrations = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      StoredTable table = stored.get(i);
      MigrationMode mode = wanted.get(i).mode();
      TableMigration migration =
          migration(table, found.get(table.name()), List.of(), mode, refusal);
      migrations.add(migration);
      List<TableDifference> recreated =
          migration.dropsTable() ? List.of(new SourceRecreated(table.name())) : List.of();
      for (StoredTable derived : mapping.derived(wanted.get(i).table())) {
        migrations.add(migration(derived, found.get(derived.name()), recreated, mode, refusal));
      }
    }
    if (!refusal.isEmpty()) {
      throw new RefusedMigration(refusal.toString());
    }
    return new MigrationPlan(migrations, absent(wanted, stored, found));
  }

  private static List<Table> tables(List<WantedTable> wanted) {
    return wanted.stream().map(WantedTable::table).toList();
  }

  private List<String> absent(
      List<WantedTable> wanted, List<StoredTable> stored, Map<String, StoredTable> found) {
    Set<String> known = new HashSet<>(found.keySet());
    stored.forEach(table -> known.add(table.name()));
    return mapping.expected(tables(wanted)).stream().filter(name -> !known.contains(name)).toList();
  }

  /**
   * @param given differences that are known without looking
   */
  private TableMigration migration(
      StoredTable wanted,
      @Nullable StoredTable found,
      List<TableDifference> given,
      MigrationMode mode,
      RefusalText refusal) {
    if (wanted.columns().isEmpty()) {
      return new TableMigration(wanted, found, List.of(), List.of());
    }
    if (found == null) {
      return new TableMigration(wanted, null, creation(wanted), List.of());
    }
    RelationKind kind = found.surroundings().kind();
    if (!kind.takesRows()) {
      refusal.hopeless(wanted.name(), List.of(), List.of(TableObstacles.nameOf(kind)));
      return new TableMigration(wanted, found, List.of(), List.of());
    }
    List<TableDifference> differences = new ArrayList<>(given);
    TableComparison.compare(mapping, wanted, found).stream()
        .map(this::inPlace)
        .forEach(differences::add);
    List<String> reasons = differences.stream().map(DifferenceWords::difference).toList();
    List<String> manual =
        differences.stream()
            .filter(difference -> !difference.automatic())
            .map(DifferenceWords::difference)
            .toList();
    List<String> obstacles = new ArrayList<>(mapping.obstacles(wanted, found));
    obstacles.addAll(TableObstacles.of(found, differences, !manual.isEmpty()));
    if (!manual.isEmpty() && mode == MigrationMode.SAFE) {
      refusal.forcible(wanted.name(), manual, obstacles);
    } else if (!obstacles.isEmpty()) {
      refusal.hopeless(wanted.name(), manual, obstacles);
    } else if (!manual.isEmpty()) {
      return new TableMigration(wanted, found, recreation(wanted), manual);
    }
    return new TableMigration(wanted, found, changes(wanted.name(), differences), reasons);
  }

  /** The difference as one that a migration settles without dropping the table, where it can be. */
  private TableDifference inPlace(TableDifference difference) {
    return switch (difference) {
      case TypeChanged(String column, String from, String to) ->
          widening
              .flatMap(types -> types.cost(from, to))
              .<TableDifference>map(
                  cost -> new TypeWidened(column, from, to, cost == TypeWidening.Cost.REWRITE))
              .orElse(difference);
      case NotNullChanged(String column, boolean added) when !added && widening.isPresent() ->
          new NotNullReleased(column);
      default -> difference;
    };
  }

  private List<SchemaChange> recreation(StoredTable wanted) {
    List<SchemaChange> changes = new ArrayList<>();
    changes.add(new DropTable(wanted.name()));
    changes.addAll(creation(wanted));
    return changes;
  }

  private List<SchemaChange> creation(StoredTable wanted) {
    List<SchemaChange> changes = new ArrayList<>();
    changes.add(new CreateTable(wanted));
    mapping.indexes(wanted).forEach(index -> changes.add(new CreateIndex(wanted.name(), index)));
    if (wanted.comment() != null) {
      changes.add(new CommentTable(wanted.name(), wanted.comment()));
    }
    for (StoredColumn column : wanted.columns()) {
      if (column.comment() != null) {
        changes.add(new CommentColumn(wanted.name(), column.name(), column.comment()));
      }
    }
    return changes;
  }

  private static List<SchemaChange> changes(String table, List<TableDifference> differences) {
    return differences.stream()
        .map(difference -> change(table, difference))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SchemaChange> change(String table, TableDifference difference) {
    return switch (difference) {
      case ColumnAdded(StoredColumn column) -> Optional.of(new AddColumn(table, column));
      case KeyMoved(StoredKey from, String to, List<String> nullable) ->
          Optional.of(new MovePrimaryKey(table, from, to, nullable));
      case NotNullLeftOver(String column) -> Optional.of(new AllowNull(table, column));
      case NotNullReleased(String column) -> Optional.of(new AllowNull(table, column));
      case TypeWidened(String column, String _, String to, boolean _) ->
          Optional.of(new WidenColumn(table, column, to));
      case UniqueRemoved(String column, String constraint) ->
          Optional.of(new DropUniqueConstraint(table, column, constraint));
      case TableCommentChanged(String text) -> Optional.of(new CommentTable(table, text));
      case ColumnCommentChanged(String column, String text) ->
          Optional.of(new CommentColumn(table, column, text));
      case IndexMissing(StoredIndex index) -> Optional.of(new CreateIndex(table, index));
      case ColumnRemoved _,
          TypeChanged _,
          NotNullChanged _,
          KeyChanged _,
          UniqueAdded _,
          OriginChanged _,
          SourceRecreated _ ->
          Optional.empty();
    };
  }
}
