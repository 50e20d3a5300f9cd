package io.cqdestination.grpc.service;

import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.AssessTables;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.ColumnFinding;
import io.cqdestination.core.migration.FindingCategory;
import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.migration.TableFinding;
import io.cqdestination.core.table.Table;
import io.cqdestination.grpc.arrow.RecordDecoder;
import org.jspecify.annotations.Nullable;

/** Answers AssessTables: compares the tables of each pair, without the database. Thread-safe. */
final class Assessments {
  private Assessments() {}

  static AssessTables.Response of(AssessTables.Request request, TableAssessor assessor) {
    RecordDecoder decoder = new RecordDecoder();
    AssessTables.Response.Builder response = AssessTables.Response.newBuilder();
    for (AssessTables.TablePair pair : request.getTablesList()) {
      Table before = table(decoder, pair.getOldTable());
      Table after = table(decoder, pair.getNewTable());
      if (before == null && after == null) {
        throw new InvalidInput("a pair with neither an old nor a new table");
      }
      response.addTables(finding(assessor.assess(before, after)));
    }
    return response.build();
  }

  private static @Nullable Table table(RecordDecoder decoder, ByteString bytes) {
    return bytes.isEmpty() ? null : decoder.table(bytes.toByteArray());
  }

  private static AssessTables.TableFinding finding(TableFinding finding) {
    AssessTables.TableFinding.Builder builder =
        AssessTables.TableFinding.newBuilder()
            .setTableName(finding.tableName())
            .setCategory(category(finding.category()))
            .setSafeModeBehavior(finding.safeModeBehavior())
            .setForcedModeBehavior(finding.forcedModeBehavior());
    finding.columns().forEach(column -> builder.addColumns(finding(column)));
    return builder.build();
  }

  private static AssessTables.ColumnFinding finding(ColumnFinding finding) {
    return AssessTables.ColumnFinding.newBuilder()
        .setColumnName(finding.columnName())
        .setCategory(category(finding.category()))
        .setOldType(finding.oldType())
        .setNewType(finding.newType())
        .setSafeModeBehavior(finding.safeModeBehavior())
        .setForcedModeBehavior(finding.forcedModeBehavior())
        .build();
  }

  private static AssessTables.Category category(FindingCategory category) {
    return switch (category) {
      case NO_CHANGE -> AssessTables.Category.CATEGORY_NO_CHANGE;
      case AUTOMATICALLY_MIGRATABLE -> AssessTables.Category.CATEGORY_AUTOMATICALLY_MIGRATABLE;
      case MANUAL_MIGRATION_REQUIRED -> AssessTables.Category.CATEGORY_MANUAL_MIGRATION_REQUIRED;
      case TABLE_REMOVED -> AssessTables.Category.CATEGORY_TABLE_REMOVED;
    };
  }
}
