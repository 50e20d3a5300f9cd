package io.cqdestination.postgres.connection.parsing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A password file, libpq's {@code ~/.pgpass}: lines {@code host:port:database:user:password}, where
 * {@code *} matches anything and a backslash stands before a colon or backslash that is part of a
 * field. The first line that matches counts. Immutable.
 */
public final class PasswordFile {
  private static final int FIELDS = 5;

  private final List<List<String>> entries;

  private PasswordFile(List<List<String>> entries) {
    this.entries = entries;
  }

  /** The file's entries; none when there is no such file or it cannot be read, as in libpq. */
  public static PasswordFile read(String file) {
    List<List<String>> entries = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)) {
        List<String> fields = fields(line.strip());
        if (fields.size() == FIELDS && !line.strip().startsWith("#")) {
          entries.add(fields);
        }
      }
    } catch (IOException | InvalidPathException e) {
      return new PasswordFile(List.of());
    }
    return new PasswordFile(entries);
  }

  /**
   * @param host as the user gave it; {@code localhost} for a unix socket
   */
  public Optional<String> password(String host, int port, String database, String user) {
    List<String> wanted = List.of(host, Integer.toString(port), database, user);
    return entries.stream()
        .filter(fields -> matches(fields, wanted))
        .map(List::getLast)
        .findFirst();
  }

  private static boolean matches(List<String> fields, List<String> wanted) {
    for (int index = 0; index < wanted.size(); index++) {
      if (!fields.get(index).equals("*") && !fields.get(index).equals(wanted.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int index = 0; index < line.length(); index++) {
      char character = line.charAt(index);
      boolean escape =
          character == '\\'
              && index + 1 < line.length()
              && ":\\".indexOf(line.charAt(index + 1)) >= 0;
      if (escape) {
        index++;
        field.append(line.charAt(index));
      } else if (character == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(character);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  @Override
  public String toString() {
    return "password file of " + entries.size() + " entries";
  }
}
