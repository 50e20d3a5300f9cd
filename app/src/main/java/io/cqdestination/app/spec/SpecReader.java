package io.cqdestination.app.spec;

import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.logging.DriverLogLevel;
import io.cqdestination.postgres.upkeep.AnalyzePolicy;
import io.cqdestination.runtime.spec.InvalidSpec;
import io.cqdestination.runtime.spec.ReadSpec;
import io.cqdestination.runtime.spec.SpecObject;
import io.cqdestination.runtime.spec.SpecSchema;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads specs. Lenient where the official plugin is, so that its configurations start unchanged:
 * keys in any letter case, null, a limit of zero or an empty log level for the default, unknown
 * keys as warnings. Thread-safe.
 */
public final class SpecReader {
  private static final long DEFAULT_BATCH_SIZE = 10_000;
  private static final long DEFAULT_BATCH_SIZE_BYTES = 100_000_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final int ALL_PERCENT = 100;
  private static final long DEFAULT_ANALYZED_BYTES = 10L << 30;

  private static final Choice DELETE_STALE = new Choice("delete_stale", "always", "guarded");
  private static final Choice MIGRATIONS = new Choice("migrations", "plain", "keep_rows");
  private static final Choice PUBLISH = new Choice("publish", "per_batch", "at_end");

  /** The JSON Schema of what is read. */
  public static String schema() {
    return SpecSchema.beside(SpecReader.class);
  }

  /**
   * @param json UTF-8
   * @throws InvalidSpec naming everything that is wrong
   */
  public ReadSpec<DestinationSpec> read(byte[] json) throws InvalidSpec {
    return ReadSpec.of(json, SpecReader::spec);
  }

  /**
   * As {@link #read}; warnings go to the log.
   *
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput naming everything that
   *     is wrong
   */
  public DestinationSpec toOpen(byte[] json) {
    return ReadSpec.toOpen(json, SpecReader::spec);
  }

  private static DestinationSpec spec(SpecObject object) {
    Optional<LoginSpec> login = LoginSpecReader.read(object);
    Optional<EmbeddingSpec> embedding =
        object.object("pgvector_config").flatMap(EmbeddingSpecReader::read);
    TableGrants grants = new TableGrants(object.texts("grant_select_to"));
    Optional<Long> refusedRows = RefusedRowsReader.read(object, embedding.isPresent());
    return new DestinationSpec(
        object.requiredText("connection_string"),
        login,
        SchemaSpecReader.read(object, grants),
        driverLogLevel(object),
        (int) object.limit("batch_size", DEFAULT_BATCH_SIZE, Integer.MAX_VALUE),
        object.limit("batch_size_bytes", DEFAULT_BATCH_SIZE_BYTES, Long.MAX_VALUE),
        object.duration("batch_timeout", DEFAULT_TIMEOUT),
        object.flag("create_performance_indexes"),
        object.duration("retry_timeout", DEFAULT_TIMEOUT),
        (int) object.limit("retry_on_deadlock", 0, 1_000_000),
        new StalePolicy(
            DELETE_STALE.isOther(object),
            (int) object.limit("delete_stale_max_percent", ALL_PERCENT, ALL_PERCENT)),
        grants,
        MIGRATIONS.isOther(object),
        publishesAtEnd(object, embedding.isPresent(), refusedRows.isPresent()),
        object.flag("write_history"),
        refusedRows,
        analysis(object),
        embedding);
  }

  private static Optional<AnalyzePolicy> analysis(SpecObject object) {
    long mostBytes = object.limit("analyze_max_bytes", DEFAULT_ANALYZED_BYTES, Long.MAX_VALUE);
    int percent = (int) object.limit("analyze_changed_percent", 0, ALL_PERCENT);
    return percent == 0 ? Optional.empty() : Optional.of(new AnalyzePolicy(percent, mostBytes));
  }

  private static boolean publishesAtEnd(SpecObject object, boolean embeds, boolean setsAside) {
    boolean atEnd = PUBLISH.isOther(object);
    if (atEnd && embeds) {
      object.problem(
          PUBLISH.key(),
          "must not be at_end where there is a pgvector_config: the chunks of a batch are written with its rows");
    }
    if (atEnd && setsAside) {
      object.problem(
          PUBLISH.key(),
          "must not be at_end where refused_rows is set_aside: rows are noted with their batch, and the tables refuse rows at the end only");
    }
    return atEnd;
  }

  private static DriverLogLevel driverLogLevel(SpecObject object) {
    String key = "pgx_log_level";
    Optional<String> name = object.filledText(key);
    if (name.isEmpty()) {
      return DriverLogLevel.ERROR;
    }
    Optional<DriverLogLevel> level = DriverLogLevel.of(name.get());
    if (level.isEmpty()) {
      object.problem(key, "must be one of error, warn, info, debug, trace and none");
    }
    return level.orElse(DriverLogLevel.ERROR);
  }
}
