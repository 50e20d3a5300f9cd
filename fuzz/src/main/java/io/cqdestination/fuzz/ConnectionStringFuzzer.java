package io.cqdestination.fuzz;

import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connection strings: as they are, with a password before or behind what was made up, and as the
 * names and the password of both forms, which have to mean the same. The first byte says which.
 */
public final class ConnectionStringFuzzer {
  private static final WatchedLog LOG = WatchedLog.ofProcess();
  private static final ClientEnvironment NOWHERE =
      new ClientEnvironment(Map.of(), Optional.empty(), Optional.of("nobody"), List.of());
  private static final int KINDS = 5;

  private ConnectionStringFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (input.length == 0 || Secret.isKnown(input)) {
      return;
    }
    String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
    MemoryLimit.hold(() -> check(Math.floorMod(input[0] - '0', KINDS), text));
    LOG.check();
  }

  private static void check(int kind, String text) {
    switch (kind) {
      case 0 -> read(text);
      case 1 -> read("postgresql://jack:" + Secret.PASSWORD + text);
      case 2 -> read("host=h user=jack password=" + Secret.PASSWORD + text);
      case 3 -> read(text + " password='" + Secret.PASSWORD + "'");
      default -> checkFormsAgree(text);
    }
  }

  private static void read(String connectionString) {
    try {
      PostgresDataSource source = PostgresDataSource.of(connectionString, NOWHERE);
      Secret.checkAbsent(source.toString());
      Secret.checkAbsent(source.place());
      Secret.checkAbsent(source.parametersWithoutEffect().toString());
    } catch (InvalidConnectionString refused) {
      Secret.checkAbsent(refused);
      Secret.checkAbsent(refused.wordsFor(connectionString));
    }
  }

  private static void checkFormsAgree(String text) {
    // Where the one form has no word for it, or refuses what looks like a password.
    if (text.isEmpty() || text.indexOf('\0') >= 0 || text.contains("password")) {
      return;
    }
    String uri = "postgresql://%1$s:%1$s@h/%1$s".formatted(percentEncoded(text));
    String keywords = "host=h user=%1$s password=%1$s dbname=%1$s".formatted(quoted(text));
    String ofUri = PostgresDataSource.of(uri, NOWHERE).toString();
    String ofKeywords = PostgresDataSource.of(keywords, NOWHERE).toString();
    if (!ofUri.equals(ofKeywords)) {
      throw new AssertionError("%s, but as keywords %s".formatted(ofUri, ofKeywords));
    }
  }

  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02X".formatted(value & 0xff));
    }
    return encoded.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
