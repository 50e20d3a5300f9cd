package io.cqdestination.postgres.vector;

import static io.cqdestination.core.embedding.EmbeddedTable.EMBEDDING;

import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the indexes that find near vectors. Thread-safe. */
final class VectorIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(VectorIndexes.class);

  /** Any index of the method will do, also one that the user made with other parameters. */
  private static final String EXISTS =
      """
      SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_index x
        JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
        JOIN pg_catalog.pg_am m ON m.oid = i.relam
        WHERE x.indrelid = CAST(? AS regclass) AND m.amname = 'hnsw')\
      """;

  private final EmbeddingSetup setup;
  private final RetriedTransaction transactions;

  VectorIndexes(EmbeddingSetup setup, RetriedTransaction transactions) {
    this.setup = setup;
    this.transactions = transactions;
  }

  /** Builds the table's index unless it is there. */
  void build(ChunkTable table) {
    long start = System.nanoTime();
    boolean built =
        transactions.run(
            "table %s: building the index of its vectors, whose rows are written"
                .formatted(table.targetName()),
            connection -> build(connection, table));
    if (built) {
      LOG.info(
          "table {}: built the index of its vectors in {} ms",
          table.targetName(),
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  private boolean build(Connection connection, ChunkTable table) throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(EXISTS)) {
      question.setString(1, table.target());
      try (ResultSet answer = question.executeQuery()) {
        answer.next();
        if (answer.getBoolean(1)) {
          return false;
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE INDEX IF NOT EXISTS %s ON %s USING hnsw (%s %s)"
              .formatted(
                  Identifiers.quoted(IndexNames.embedding(table.targetName())),
                  table.target(),
                  Identifiers.quoted(EMBEDDING),
                  setup.extension().cosineOperators(setup.options())));
    }
    return true;
  }
}
