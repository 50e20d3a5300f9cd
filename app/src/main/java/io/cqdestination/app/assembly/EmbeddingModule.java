package io.cqdestination.app.assembly;

import dagger.Module;
import dagger.Provides;
import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.TableEmbedder;
import io.cqdestination.openai.OpenAiEmbedder;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.vector.EmbeddingSetup;
import io.cqdestination.postgres.vector.StreamEmbeddings;
import io.cqdestination.postgres.write.RowDerivation;
import java.util.Optional;

/**
 * How the objects that embed texts are made; none are, and no class is loaded, without a config.
 */
@Module
final class EmbeddingModule {
  private EmbeddingModule() {}

  @Provides
  @DestinationScope
  static Optional<Embedder> embedder(DestinationSpec spec) {
    return spec.embedding()
        .map(embedding -> {
          OpenAiEmbedder.rehearse(embedding.settings());
          return new OpenAiEmbedder(embedding.settings());
        });
  }

  @Provides
  @DestinationScope
  static Optional<TableEmbedder> tableEmbedder(Optional<Embedder> embedder) {
    return embedder.map(TableEmbedder::new);
  }

  @Provides
  static RowDerivation derivation(
      Optional<EmbeddingSetup> setup,
      Optional<TableEmbedder> embedder,
      RetriedTransaction transactions,
      ChunkPool chunks) {
    return setup
        .<RowDerivation>map(embeddings ->
            new StreamEmbeddings(embeddings, embedder.orElseThrow(), transactions, chunks))
        .orElse(RowDerivation.NONE);
  }
}
