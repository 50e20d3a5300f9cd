package io.cqdestination.testkit.plugin;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.cloudquery.plugin.v3.Predicate;
import io.cloudquery.plugin.v3.PredicatesGroup;
import io.cloudquery.plugin.v3.TableRelation;
import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import java.time.Instant;
import java.util.List;

/** The messages of a Write call. */
public final class WriteMessages {

  private WriteMessages() {}

  /** Create or change the table, in safe mode. */
  public static Write.Request migrate(SampleTable table) {
    return migrate(table.table(), false);
  }

  /** Create or change the table, at the cost of data if there is no other way. */
  public static Write.Request migrateForced(SampleTable table) {
    return migrate(table.table(), true);
  }

  /** A migration whose table is any bytes. */
  public static Write.Request migrate(byte[] table, boolean force) {
    return Write.Request.newBuilder()
        .setMigrateTable(
            Write.MessageMigrateTable.newBuilder()
                .setTable(ByteString.copyFrom(table))
                .setMigrateForce(force))
        .build();
  }

  /** One record with all the rows. */
  public static Write.Request insert(SampleTable table, SampleRow... rows) {
    return insert(table.record(rows));
  }

  /** An insert whose record is any bytes. */
  public static Write.Request insert(byte[] record) {
    return Write.Request.newBuilder()
        .setInsert(Write.MessageInsert.newBuilder().setRecord(ByteString.copyFrom(record)))
        .build();
  }

  /** Delete what the source has written before the given sync. */
  public static Write.Request deleteStale(String table, String source, Instant syncTime) {
    return Write.Request.newBuilder()
        .setDelete(
            Write.MessageDeleteStale.newBuilder()
                .setTableName(table)
                .setSourceName(source)
                .setSyncTime(
                    Timestamp.newBuilder()
                        .setSeconds(syncTime.getEpochSecond())
                        .setNanos(syncTime.getNano())))
        .build();
  }

  /** Delete the rows that satisfy every group, and what depends on them. */
  public static Write.Request deleteRecord(
      String table, List<PredicatesGroup> where, List<TableRelation> relations) {
    return Write.Request.newBuilder()
        .setDeleteRecord(
            Write.MessageDeleteRecord.newBuilder()
                .setTableName(table)
                .addAllWhereClause(where)
                .addAllTableRelations(relations))
        .build();
  }

  /** Predicates of which all, or any, must hold. */
  public static PredicatesGroup group(PredicatesGroup.GroupingType type, Predicate... predicates) {
    return PredicatesGroup.newBuilder()
        .setGroupingType(type)
        .addAllPredicates(List.of(predicates))
        .build();
  }

  /** Column equals value; the value travels as a record of one column and one row. */
  public static Predicate equal(String column, SampleType type, Object value) {
    SampleTable one = new SampleTable("").column(column, type);
    return Predicate.newBuilder()
        .setOperator(Predicate.Operator.EQ)
        .setColumn(column)
        .setRecord(ByteString.copyFrom(one.record(SampleRow.row(value))))
        .build();
  }

  /** A child table and its parent. */
  public static TableRelation relation(String table, String parent) {
    return TableRelation.newBuilder().setTableName(table).setParentTable(parent).build();
  }

  /** Asks for an answer once everything before it is committed. */
  public static Write.Request flush(long id) {
    return Write.Request.newBuilder().setFlush(Write.MessageFlush.newBuilder().setId(id)).build();
  }
}
