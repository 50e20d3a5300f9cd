package io.cqdestination.app.spec;

import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.logging.DriverLogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final String ALWAYS = "always";
  private static final String GUARDED = "guarded";
  private static final String PLAIN = "plain";
  private static final String KEEP_ROWS = "keep_rows";

  /**
   * A spec and what should be said about it.
   *
   * @param warnings sentences for the log
   */
  public record Result(DestinationSpec spec, List<String> warnings) {
    public Result {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param json UTF-8
   * @throws InvalidSpec naming everything that is wrong
   */
  public Result read(byte[] json) throws InvalidSpec {
    List<String> problems = new ArrayList<>();
    SpecObject object = new SpecObject("", SpecJson.read(json), problems);
    Optional<LoginSpec> login = LoginSpecReader.read(object);
    Optional<EmbeddingSpec> embedding =
        object.object("pgvector_config").flatMap(EmbeddingSpecReader::read);
    DestinationSpec spec =
        new DestinationSpec(
            object.requiredText("connection_string"),
            login,
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
            new TableGrants(object.texts("grant_select_to")),
            keepsRows(object),
            RefusedRowsReader.read(object, embedding.isPresent()),
            embedding);
    if (!problems.isEmpty()) {
      throw new InvalidSpec(problems);
    }
    return new Result(
        spec,
        object.unreadKeys().stream()
            .map(key -> "the spec has a key that this plugin does not know and ignores: " + key)
            .toList());
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
