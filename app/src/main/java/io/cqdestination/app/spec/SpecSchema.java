package io.cqdestination.app.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema of the spec, which the CLI checks a configuration against. Thread-safe. */
public final class SpecSchema {
  private SpecSchema() {}

  public static String text() {
    try (InputStream stream = SpecSchema.class.getResourceAsStream("spec.schema.json")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
