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
  private static final String ALWAYS = "always";
  private static final String GUARDED = "guarded";
  private static final String PLAIN = "plain";
  private static final String KEEP_ROWS = "keep_rows";
  private static final String PER_BATCH = "per_batch";
  private static final String AT_END = "at_end";

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
            needsRows(object),
            (int) object.limit("delete_stale_max_percent", ALL_PERCENT, ALL_PERCENT)),
        grants,
        keepsRows(object),
        publishesAtEnd(object, embedding.isPresent(), refusedRows.isPresent()),
        refusedRows,
        analysis(object),
        embedding);
  }

  private static Optional<AnalyzePolicy> analysis(SpecObject object) {
    long mostBytes = object.limit("analyze_max_bytes", DEFAULT_ANALYZED_BYTES, Long.MAX_VALUE);
    int percent = (int) object.limit("analyze_changed_percent", 0, ALL_PERCENT);
    return percent == 0 ? Optional.empty() : Optional.of(new AnalyzePolicy(percent, mostBytes));
  }

  private static boolean needsRows(SpecObject object) {
    String key = "delete_stale";
    Optional<String> word = object.text(key).filter(text -> !text.isEmpty());
    if (word.isPresent() && !word.get().equals(ALWAYS) && !word.get().equals(GUARDED)) {
      object.problem(key, "must be one of always and guarded");
    }
    return word.filter(GUARDED::equals).isPresent();
  }

  private static boolean keepsRows(SpecObject object) {
    String key = "migrations";
    Optional<String> word = object.text(key).filter(text -> !text.isEmpty());
    if (word.isPresent() && !word.get().equals(PLAIN) && !word.get().equals(KEEP_ROWS)) {
      object.problem(key, "must be one of plain and keep_rows");
    }
    return word.filter(KEEP_ROWS::equals).isPresent();
  }

  private static boolean publishesAtEnd(SpecObject object, boolean embeds, boolean setsAside) {
    String key = "publish";
    Optional<String> word = object.text(key).filter(text -> !text.isEmpty());
    if (word.isPresent() && !word.get().equals(PER_BATCH) && !word.get().equals(AT_END)) {
      object.problem(key, "must be one of per_batch and at_end");
    }
    boolean atEnd = word.filter(AT_END::equals).isPresent();
    if (atEnd && embeds) {
      object.problem(
          key,
          "must not be at_end where there is a pgvector_config: the chunks of a batch are written with its rows");
    }
    if (atEnd && setsAside) {
      object.problem(
          key,
          "must not be at_end where refused_rows is set_aside: rows are noted with their batch, and the tables refuse rows at the end only");
    }
    return atEnd;
  }

  private static DriverLogLevel driverLogLevel(SpecObject object) {
    String key = "pgx_log_level";
    Optional<String> name = object.text(key).filter(text -> !text.isEmpty());
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
