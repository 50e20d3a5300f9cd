package io.cqdestination.app.spec;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.embedding.TextSplitter;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.openai.EmbeddingSettings;
import io.cqdestination.runtime.spec.SpecObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code pgvector_config}. Problems go to the object it is read from. Thread-safe. */
final class EmbeddingSpecReader {
  /** An index of hnsw takes no more numbers of 32 bits; of 16 bits twice as many. */
  private static final int MOST_INDEXED = 2_000;

  /** The settings that nothing is wrong with, so that each other one can be checked alone. */
  private static final EmbeddingSettings GOOD = EmbeddingSettings.withDefaults("model", 1, "key");

  private EmbeddingSpecReader() {}

  /** What was read, where there was no problem. */
  static Optional<EmbeddingSpec> read(SpecObject config) {
    int problems = config.problemCount();
    EmbeddedTablesReader tables = new EmbeddedTablesReader();
    config.objects("tables").forEach(tables::read);
    @Nullable TextSplitter splitter = splitter(config);
    Optional<SpecObject> embedding = config.object("embedding", "openai_embedding");
    if (embedding.isEmpty()) {
      config.require("embedding", "openai_embedding");
      return Optional.empty();
    }
    EmbeddingSettings settings = settings(embedding.get());
    boolean indexed = word(embedding.get(), "index", List.of("none", "hnsw")).equals("hnsw");
    String columnType = word(embedding.get(), "column_type", List.of("", "vector", "halfvec"));
    checkIndex(embedding.get(), indexed, columnType, settings.dimensions());
    boolean half =
        columnType.equals("halfvec")
            || (columnType.isEmpty() && indexed && settings.dimensions() > MOST_INDEXED);
    return splitter == null || config.problemCount() > problems
        ? Optional.empty()
        : Optional.of(
            new EmbeddingSpec(
                new EmbeddingOptions(
                    tables.tables(),
                    splitter,
                    settings.model(),
                    settings.dimensions(),
                    half,
                    indexed),
                settings));
  }

  private static @Nullable TextSplitter splitter(SpecObject config) {
    Optional<SpecObject> given = config.object("text_splitter");
    Optional<SpecObject> recursive = given.flatMap(object -> object.object("recursive_text"));
    if (recursive.isEmpty()) {
      given.ifPresent(object -> object.require("recursive_text"));
      return TextSplitter.withDefaults();
    }
    int size = recursive.get().number("chunk_size", TextSplitter.DEFAULT_CHUNK_SIZE);
    int overlap = recursive.get().number("chunk_overlap", TextSplitter.DEFAULT_CHUNK_OVERLAP);
    try {
      return new TextSplitter(size, overlap);
    } catch (InvalidInput wrong) {
      recursive.get().problem(wrong.getMessage());
      return null;
    }
  }

  /** The settings; where something is wrong with one, a good one stands in its place. */
  private static EmbeddingSettings settings(SpecObject object) {
    String model = object.requiredText("model_name");
    boolean hasDimensions = object.has("dimensions");
    if (!hasDimensions) {
      object.require("dimensions");
    }
    int dimensions = object.number("dimensions", 1);
    String key = object.requiredText("api_key");
    EmbeddingSettings settings = GOOD;
    settings =
        checked(
            object, settings, with(settings, model.isEmpty() ? GOOD.model() : model, dimensions));
    if (!key.isEmpty()) {
      settings = checked(object, settings, withKey(settings, key));
    }
    return checked(object, settings, withConnection(settings, object));
  }

  /** Makes settings, or throws what is wrong with them. */
  private interface Change {
    EmbeddingSettings make();
  }

  private static EmbeddingSettings checked(
      SpecObject object, EmbeddingSettings before, Change change) {
    try {
      return change.make();
    } catch (InvalidInput wrong) {
      object.problem(wrong.getMessage());
      return before;
    }
  }

  private static Change with(EmbeddingSettings good, String model, int dimensions) {
    return () -> EmbeddingSettings.withDefaults(model, dimensions, good.apiKey());
  }

  private static Change withKey(EmbeddingSettings good, String key) {
    return () -> EmbeddingSettings.withDefaults(good.model(), good.dimensions(), key);
  }

  private static Change withConnection(EmbeddingSettings good, SpecObject object) {
    String baseUrl = baseUrl(object);
    int concurrent =
        (int)
            object.limit(
                "max_concurrent_requests",
                EmbeddingSettings.DEFAULT_MAX_CONCURRENT_REQUESTS,
                Short.MAX_VALUE);
    int retries = object.number("max_retries", EmbeddingSettings.DEFAULT_MAX_RETRIES);
    Duration timeout = object.duration("timeout", EmbeddingSettings.DEFAULT_TIMEOUT);
    return () ->
        new EmbeddingSettings(
            good.model(),
            good.dimensions(),
            good.apiKey(),
            baseUrl,
            concurrent,
            retries < 0 ? EmbeddingSettings.DEFAULT_MAX_RETRIES : retries,
            timeout);
  }

  /** The address is not shown in a problem: it may hold a key. */
  private static String baseUrl(SpecObject object) {
    String given = object.text("base_url").map(String::strip).orElse("");
    if (given.isEmpty()) {
      return EmbeddingSettings.DEFAULT_BASE_URL;
    }
    try {
      URI uri = new URI(given);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (List.of("http", "https").contains(scheme) && uri.getHost() != null) {
        return given;
      }
    } catch (URISyntaxException malformed) {
      // said below, as any other text that is no address
    }
    object.problem("base_url", "must be a URL that starts with https:// or http://");
    return EmbeddingSettings.DEFAULT_BASE_URL;
  }

  private static String word(SpecObject object, String key, List<String> allowed) {
    String given = object.text(key).orElse("").toLowerCase(Locale.ROOT);
    if (given.isEmpty()) {
      return allowed.getFirst();
    }
    if (!allowed.contains(given)) {
      object.problem(
          key,
          "must be one of "
              + String.join(" and ", allowed.stream().filter(word -> !word.isEmpty()).toList()));
      return allowed.getFirst();
    }
    return given;
  }

  private static void checkIndex(
      SpecObject object, boolean indexed, String columnType, int dimensions) {
    if (!indexed) {
      return;
    }
    if (columnType.equals("vector") && dimensions > MOST_INDEXED) {
      object.problem(
          "column_type",
          "must be halfvec: an index of hnsw takes at most %d dimensions of the type vector, not %d"
              .formatted(MOST_INDEXED, dimensions));
    } else if (dimensions > 2 * MOST_INDEXED) {
      object.problem(
          "index",
          "must be none: hnsw takes at most %d dimensions, not %d"
              .formatted(2 * MOST_INDEXED, dimensions));
    }
  }
}
