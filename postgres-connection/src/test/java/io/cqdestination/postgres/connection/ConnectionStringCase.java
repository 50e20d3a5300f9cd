package io.cqdestination.postgres.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection string and what pgx makes of it, from {@code strings.jsonl}; the program in {@code
 * src/test/pgx} fills in pgx's part.
 *
 * @param differs why it is meant to be read otherwise here; null where it is not
 * @param pgx null when pgx refuses the string
 */
record ConnectionStringCase(
    String string,
    @Nullable Map<String, String> environment,
    @Nullable String differs,
    @Nullable Outcome pgx) {

  record Outcome(
      List<Attempt> attempts,
      String database,
      String user,
      String password,
      long connectSeconds,
      Map<String, String> runtime,
      boolean validated,
      int maxConnections) {}

  record Attempt(String host, int port, String tls, @Nullable String sni) {}

  static Stream<ConnectionStringCase> all() {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return Files.readAllLines(folder().resolve("strings.jsonl")).stream()
          .map(line -> read(mapper, line));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of the files the strings name. */
  static Path folder() {
    URL resource = ConnectionStringCase.class.getResource("/connection/strings.jsonl");
    try {
      return Objects.requireNonNull(Path.of(Objects.requireNonNull(resource).toURI()).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String inFolder(String text) {
    return text.replace("${DIR}", folder().toString());
  }

  private static ConnectionStringCase read(ObjectMapper mapper, String line) {
    try {
      return mapper.readValue(line, ConnectionStringCase.class);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  @Override
  public String toString() {
    return string + (environment == null ? "" : " with " + environment);
  }
}
