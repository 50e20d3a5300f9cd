package io.cqdestination.app.assembly;

import dagger.BindsInstance;
import dagger.Subcomponent;
import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.ddl.MigrationScript;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.pool.ConnectionPool;
import io.cqdestination.postgres.vector.EmbeddingSetup;
import java.util.Optional;

/** The objects of one Init. */
@DestinationScope
@Subcomponent(modules = DestinationModule.class)
interface DestinationComponent {
  Destination destination();

  PlannedTableMigrator migrator();

  MigrationScript script();

  ConnectionPool pool();

  SchemaName schema();

  Optional<EmbeddingSetup> embeddings();

  /** Makes the component for a database that was reached. */
  @Subcomponent.Factory
  interface Factory {
    DestinationComponent create(
        @BindsInstance DestinationSpec spec,
        @BindsInstance PostgresDataSource database,
        @BindsInstance ConnectionPool pool,
        @BindsInstance DatabaseFacts facts,
        @BindsInstance SchemaName schema,
        @BindsInstance Optional<EmbeddingSetup> embeddings);
  }
}
