package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.app.spec.EmbeddingSpec;
import io.cqdestination.app.spec.SpecReader;
import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.ConnectionTest;
import io.cqdestination.postgres.connection.PoolSettings;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.ddl.RowCounts;
import io.cqdestination.postgres.ddl.SchemaSetup;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.logging.DriverLogLevel;
import io.cqdestination.postgres.logging.LoggedConnections;
import io.cqdestination.postgres.pool.ConnectionPool;
import io.cqdestination.postgres.pool.PoolLimits;
import io.cqdestination.postgres.type.StoredTableMapping;
import io.cqdestination.postgres.vector.EmbeddingSetup;
import io.cqdestination.postgres.vector.ExtensionSetup;
import io.cqdestination.postgres.vector.VectorExtension;
import io.cqdestination.runtime.MigrationPreview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens databases from specs. Thread-safe. */
final class PostgresDestinationFactory implements DestinationFactory, MigrationPreview {
  private static final Logger log = LoggerFactory.getLogger(PostgresDestinationFactory.class);

  /** Enough for a stream that writes over a long line; near the server it opens two. */
  private static final int DEFAULT_CONNECTIONS = 10;

  private static final int NEWEST_POSTGRES = 18;

  /** Where the database does not say otherwise. */
  private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

  private static final Duration DEFAULT_IDLE_TIME = Duration.ofMinutes(30);

  private final DataSources dataSources;
  private final DestinationComponent.Factory components;
  private final SpecReader reader = new SpecReader();

  @Inject
  PostgresDestinationFactory(
      ClientEnvironment environment, DestinationComponent.Factory components) {
    this.dataSources = new DataSources(environment);
    this.components = components;
  }

  @Override
  public Destination open(byte[] json) {
    return connect(json, SchemaSetup::prepare, ExtensionSetup::prepare).destination();
  }

  @Override
  public String script(byte[] json, List<WantedTable> wanted) {
    List<String> preparations = new ArrayList<>();
    DestinationComponent component =
        connect(
            json,
            (setup, transactions) -> preparations.addAll(setup.foresee(transactions)),
            ExtensionSetup::foresee);
    try {
      component.embeddings().ifPresent(setup -> preparations.addAll(setup.extension().creation()));
      MigrationPlan plan = component.migrator().plan(wanted);
      Map<String, Long> rows =
          RowCounts.of(
              plan, component.schema(), new RetriedTransaction(component.pool(), Duration.ZERO));
      return component.script().of(preparations, plan, rows);
    } finally {
      component.pool().close();
    }
  }

  /** How the extension that embeddings need is looked for. */
  @FunctionalInterface
  private interface ExtensionSearch {
    VectorExtension run(RetriedTransaction transactions, Dialect dialect, EmbeddingOptions options);
  }

  /** What becomes of a schema that may be missing. */
  @FunctionalInterface
  private interface SchemaSearch {
    void run(SchemaSetup setup, RetriedTransaction transactions);
  }

  private DestinationComponent connect(
      byte[] json, SchemaSearch schemaSearch, ExtensionSearch search) {
    DestinationSpec spec = reader.toOpen(json);
    DriverEvents.show(spec.driverLogLevel() == DriverLogLevel.TRACE);
    PostgresDataSource database = database(spec);
    database
        .parametersWithoutEffect()
        .forEach(
            name -> log.debug("the connection string's parameter {} has no effect here", name));
    ConnectionPool pool =
        new ConnectionPool(
            LoggedConnections.of(database::getConnection, spec.driverLogLevel()),
            limits(database.pool(), spec));
    try {
      return connect(spec, pool, database, schemaSearch, search);
    } catch (RuntimeException | Error failure) {
      pool.close();
      throw failure;
    }
  }

  private DestinationComponent connect(
      DestinationSpec spec,
      ConnectionPool pool,
      PostgresDataSource database,
      SchemaSearch schemaSearch,
      ExtensionSearch search) {
    DatabaseFacts facts = UsableDatabase.facts(pool);
    if (database.pool().maxConnectionLifetime().isEmpty()) {
      facts.dialect().connectionLifetime().ifPresent(pool::replaceConnectionsAfter);
    }
    SpecDemands.check(spec, database::getConnection, pool, facts);
    SchemaName schema = schema(spec, pool, facts, schemaSearch);
    log.atInfo()
        .addKeyValue("schema", schema.value())
        .log("connected to {}", facts.dialect().product());
    return components.create(
        spec, database, pool, facts, schema, embeddings(spec, pool, facts, schema, search));
  }

  private static SchemaName schema(
      DestinationSpec spec, ConnectionPool pool, DatabaseFacts facts, SchemaSearch search) {
    return spec.schema()
        .map(setup -> {
          search.run(setup, new RetriedTransaction(pool, spec.retryTimeout()));
          return setup.schema();
        })
        .or(facts::currentSchema)
        .orElseThrow(() -> withoutSchema(pool));
  }

  private static Optional<EmbeddingSetup> embeddings(
      DestinationSpec spec,
      ConnectionPool pool,
      DatabaseFacts facts,
      SchemaName schema,
      ExtensionSearch search) {
    return spec.embedding()
        .map(EmbeddingSpec::options)
        .map(options -> {
          VectorExtension extension =
              search.run(new RetriedTransaction(pool, Duration.ZERO), facts.dialect(), options);
          log.info(
              "the database {} the extension vector {}",
              extension.isInstalled() ? "has" : "would get",
              extension.version());
          return EmbeddingSetup.of(
              options,
              extension,
              schema.value(),
              new StoredTableMapping(
                  facts.dialect(), facts.nameLimit(), spec.createPerformanceIndexes()));
        });
  }

  private static NotReady withoutSchema(ConnectionPool pool) {
    return new NotReady(
        "the database cannot be used: "
            + ConnectionTest.run(pool)
                .map(failure -> failure.code() + ": " + failure.description())
                .orElse("it had no schema of the search_path, and has one now"));
  }

  private PostgresDataSource database(DestinationSpec spec) {
    try {
      PostgresDataSource database = dataSources.of(spec);
      spec.login()
          .filter(_ -> database.hasPassword())
          .ifPresent(login ->
              log.warn(
                  "{} gives the password: that of the connection string is not used", login.key()));
      return database;
    } catch (InvalidConnectionString invalid) {
      throw new InvalidInput(invalid.getMessage(), invalid);
    }
  }

  private static PoolLimits limits(PoolSettings settings, DestinationSpec spec) {
    return new PoolLimits(
        settings.maxConnections().orElse(DEFAULT_CONNECTIONS),
        settings.maxConnectionLifetime().orElse(DEFAULT_LIFETIME),
        settings.maxConnectionIdleTime().orElse(DEFAULT_IDLE_TIME),
        spec.retryTimeout());
  }

  @Override
  public ConnectionTestResult test(byte[] json) {
    return new UsableDatabase(reader, dataSources).test(json);
  }

  @Override
  public Optional<TableAssessor> assessor() {
    PostgresDialect newest = new PostgresDialect(NEWEST_POSTGRES);
    return Optional.of(
        new TableAssessor(
            new StoredTableMapping(newest, ObjectNames.USUAL_LIMIT, false), newest.capabilities()));
  }

  @Override
  public String specSchema() {
    return SpecReader.schema();
  }
}
