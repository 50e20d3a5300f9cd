package io.cqdestination.runtime.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of a spec, which the CLI checks a configuration against. Thread-safe. */
public final class SpecSchema {
  private static final String NAME = "spec.schema.json";

  private SpecSchema() {}

  /**
   * The text of the resource {@code spec.schema.json} in the package of a class.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static String beside(Class<?> type) {
    try (InputStream stream = type.getResourceAsStream(NAME)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no %s beside %s".formatted(NAME, type));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
