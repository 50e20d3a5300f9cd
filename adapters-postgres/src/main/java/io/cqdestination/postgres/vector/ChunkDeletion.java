package io.cqdestination.postgres.vector;

import static io.cqdestination.core.embedding.EmbeddedTable.ROW_ID;

import io.cqdestination.postgres.delete.DeletionFollower;
import io.cqdestination.postgres.dialect.Identifiers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deletes the chunks of rows along with them. Thread-safe. */
public final class ChunkDeletion implements DeletionFollower {
  private static final String ID = Identifiers.quoted(ROW_ID);

  private final ChunkTables tables;

  public ChunkDeletion(ChunkTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Following> of(String storedTable, Optional<Instant> syncTime) {
    return tables
        .ofSource(storedTable)
        .map(table ->
            new Following(
                List.of(ROW_ID),
                "DELETE FROM %s AS chunk USING gone WHERE chunk.%s = gone.%s"
                    .formatted(table.target(), ID, ID),
                false));
  }
}
