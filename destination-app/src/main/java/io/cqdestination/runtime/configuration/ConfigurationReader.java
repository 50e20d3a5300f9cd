package io.cqdestination.runtime.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the destinations of the CLI's configuration files: YAML or JSON, one or several documents a
 * file. Documents of another kind are left alone, and so are their variables. Thread-safe.
 */
public final class ConfigurationReader {
  private static final String DESTINATION = "destination";

  private final Variables variables;

  /**
   * @param environment a variable's value, or null
   */
  public ConfigurationReader(Function<String, @Nullable String> environment) {
    this.variables = new Variables(environment);
  }

  /**
   * The one destination of a file, or the one of that name.
   *
   * @param path a file, or a folder of {@code .yml} and {@code .yaml} files
   * @param name null where there is only one
   * @throws InvalidInput when there is none, or several, or it cannot be understood
   */
  public DestinationConfiguration read(Path path, @Nullable String name) {
    List<DestinationConfiguration> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path file : files(path)) {
      for (DestinationConfiguration destination : destinations(file, name)) {
        if (!names.add(destination.name())) {
          throw new InvalidInput("%s: two destinations %s".formatted(path, destination.name()));
        }
        found.add(destination);
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    String which = name == null ? "" : " named " + name;
    throw new InvalidInput(
        found.isEmpty()
            ? "%s: no document of `kind: destination`%s".formatted(path, which)
            : "%s: several destinations, name one of them with --destination: %s"
                .formatted(
                    path,
                    found.stream()
                        .map(DestinationConfiguration::name)
                        .collect(Collectors.joining(", "))));
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(ConfigurationReader::isConfiguration).sorted().toList();
    } catch (IOException unreadable) {
      throw unreadable(path, unreadable);
    }
  }

  private static boolean isConfiguration(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.startsWith(".")
        && (name.endsWith(".yml") || name.endsWith(".yaml"))
        && !Files.isDirectory(file);
  }

  private List<DestinationConfiguration> destinations(Path file, @Nullable String name) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
    List<DestinationConfiguration> destinations = new ArrayList<>();
    // As the CLI cuts it; a "---" at the very beginning belongs to the first document.
    String[] documents = text.split("\n---\n", -1);
    for (int i = 0; i < documents.length; i++) {
      try {
        YamlText document = new YamlText(documents[i]);
        if (document.top("kind").equals(DESTINATION)) {
          destination(document.values(variables), name).ifPresent(destinations::add);
        }
      } catch (InvalidInput invalid) {
        String place = documents.length == 1 ? "" : " (document %d)".formatted(i + 1);
        throw new InvalidInput("%s%s: %s".formatted(file, place, invalid.getMessage()), invalid);
      }
    }
    return destinations;
  }

  private static java.util.Optional<DestinationConfiguration> destination(
      @Nullable Object document, @Nullable String wantedName) {
    if (!(document instanceof Map<?, ?> values)
        || !(values.get("spec") instanceof Map<?, ?> spec)) {
      throw new InvalidInput("the destination has no `spec`");
    }
    String name = text(spec, "name", "");
    if (wantedName != null && !wantedName.equals(name)) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(
        new DestinationConfiguration(
            name,
            choice(WriteMode.class, spec, "write_mode", WriteMode.OVERWRITE_DELETE_STALE),
            choice(KeyMode.class, spec, "pk_mode", KeyMode.DEFAULT),
            choice(MigrationMode.class, spec, "migrate_mode", MigrationMode.SAFE),
            json(spec.get("spec"))));
  }

  private static String text(Map<?, ?> values, String key, String fallback) {
    Object value = values.get(key);
    return value == null ? fallback : value.toString();
  }

  private static <T extends Enum<T>> T choice(
      Class<T> type, Map<?, ?> values, String key, T fallback) {
    String word = text(values, key, word(fallback));
    for (T candidate : type.getEnumConstants()) {
      if (word(candidate).equals(word)) {
        return candidate;
      }
    }
    throw new InvalidInput(
        "%s must be one of %s"
            .formatted(
                key,
                Stream.of(type.getEnumConstants())
                    .map(ConfigurationReader::word)
                    .collect(Collectors.joining(", "))));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String json(@Nullable Object spec) {
    try {
      return new ObjectMapper().writeValueAsString(spec == null ? Map.of() : spec);
    } catch (JsonProcessingException impossible) {
      throw new InvalidInput("the destination's spec cannot be written as JSON");
    }
  }

  private static InvalidInput unreadable(Path path, IOException unreadable) {
    String reason = Files.exists(path) ? unreadable.getMessage() : "no such file";
    return new InvalidInput("%s cannot be read: %s".formatted(path, reason), unreadable);
  }
}
