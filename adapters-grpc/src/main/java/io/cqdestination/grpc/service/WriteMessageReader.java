package io.cqdestination.grpc.service;

import com.google.protobuf.InvalidProtocolBufferException;
import io.cloudquery.plugin.v3.Predicate;
import io.cloudquery.plugin.v3.PredicatesGroup;
import io.cloudquery.plugin.v3.TableRelation;
import io.cloudquery.plugin.v3.Write;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.table.Table;
import io.cqdestination.grpc.arrow.RecordDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the rarer Write requests, those that are not inserts. Used by one thread. */
final class WriteMessageReader {
  private final RecordDecoder decoder;

  WriteMessageReader(RecordDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * @throws InvalidInput when the bytes are no request
   */
  static Write.Request parse(WriteRequest request) {
    try {
      return Write.Request.parser().parseFrom(request.buffer(), 0, request.length());
    } catch (InvalidProtocolBufferException damaged) {
      throw new InvalidInput(
          "the Write request cannot be decoded: " + damaged.getMessage(), damaged);
    }
  }

  /** Whether the request, which may be damaged, deletes the stale rows of a table. */
  static boolean isStaleDeletion(WriteRequest request) {
    try {
      return !request.isInsert() && parse(request).hasDelete();
    } catch (InvalidInput damaged) {
      return false;
    }
  }

  WriteMessage.MigrateTable migrateTable(Write.MessageMigrateTable message) {
    Table table = decoder.table(message.getTable().toByteArray());
    if (table.name().isEmpty()) {
      throw new InvalidInput("missing table name");
    }
    return new WriteMessage.MigrateTable(
        table, message.getMigrateForce() ? MigrationMode.FORCED : MigrationMode.SAFE);
  }

  WriteMessage.DeleteStale deleteStale(Write.MessageDeleteStale message) {
    String name = message.getTableName();
    if (name.isEmpty()) {
      name = deprecatedTableName(message);
    }
    if (name.isEmpty()) {
      throw new InvalidInput("a delete message without a table name");
    }
    try {
      Instant time =
          Instant.ofEpochSecond(
              message.getSyncTime().getSeconds(), message.getSyncTime().getNanos());
      return new WriteMessage.DeleteStale(name, message.getSourceName(), time);
    } catch (DateTimeException | ArithmeticException outside) {
      throw new InvalidInput("the sync time of a delete message is out of range", outside);
    }
  }

  @SuppressWarnings("deprecation") // older clients send the table instead of its name
  private String deprecatedTableName(Write.MessageDeleteStale message) {
    return message.getTable().isEmpty()
        ? ""
        : decoder.table(message.getTable().toByteArray()).name();
  }

  WriteMessage.DeleteRecord deleteRecord(Write.MessageDeleteRecord message)
      throws InterruptedException {
    if (message.getTableName().isEmpty()) {
      throw new InvalidInput("a delete_record message without a table name");
    }
    List<WriteMessage.PredicateGroup> groups = new ArrayList<>();
    for (PredicatesGroup group : message.getWhereClauseList()) {
      groups.add(group(group));
    }
    List<WriteMessage.TableRelation> relations = new ArrayList<>();
    for (TableRelation relation : message.getTableRelationsList()) {
      relations.add(
          new WriteMessage.TableRelation(relation.getTableName(), relation.getParentTable()));
    }
    return new WriteMessage.DeleteRecord(message.getTableName(), groups, relations);
  }

  private WriteMessage.PredicateGroup group(PredicatesGroup group) throws InterruptedException {
    boolean anyOf =
        switch (group.getGroupingType()) {
          case AND -> false;
          case OR -> true;
          case UNRECOGNIZED ->
              throw new InvalidInput("a delete_record message with an unknown grouping");
        };
    List<WriteMessage.Predicate> predicates = new ArrayList<>();
    for (Predicate predicate : group.getPredicatesList()) {
      if (predicate.getOperator() != Predicate.Operator.EQ) {
        throw new InvalidInput("a delete_record message with an unknown operator");
      }
      predicates.add(new WriteMessage.Predicate(predicate.getColumn(), value(predicate)));
    }
    return new WriteMessage.PredicateGroup(anyOf, predicates);
  }

  private RecordBatch value(Predicate predicate) throws InterruptedException {
    byte[] stream = predicate.getRecord().toByteArray();
    List<RecordBatch> batches = new ArrayList<>();
    decoder.batches(stream, 0, stream.length, batches::add);
    if (batches.size() != 1
        || batches.getFirst().rowCount() != 1
        || batches.getFirst().columns().size() != 1) {
      throw new InvalidInput(
          "the value of predicate column %s must be a record of one column and one row"
              .formatted(predicate.getColumn()));
    }
    return batches.getFirst();
  }
}
