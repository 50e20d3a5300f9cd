package io.cqdestination.postgres.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a connection string leaves to its surroundings. Immutable; its text form shows no values of
 * environment variables, which may be secrets.
 *
 * @param variables environment variables, of which those that libpq knows count
 * @param home folder of the user's files: password file, service file, certificates
 * @param operatingSystemUser name of the user the process runs as, if it has one
 * @param socketFolders where a server on this machine may have its unix socket, best first
 */
public record ClientEnvironment(
    Map<String, String> variables,
    Optional<Path> home,
    Optional<String> operatingSystemUser,
    List<Path> socketFolders) {
  private static final String UNKNOWN_USER = "?";

  public ClientEnvironment {
    variables = Map.copyOf(variables);
    socketFolders = List.copyOf(socketFolders);
  }

  /** The surroundings of this process. */
  public static ClientEnvironment ofProcess() {
    Map<String, String> variables = System.getenv();
    Optional<Path> home =
        Optional.ofNullable(variables.get("HOME"))
            .or(() -> Optional.ofNullable(System.getProperty("user.home")))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of);
    Optional<String> user =
        Optional.ofNullable(System.getProperty("user.name"))
            .filter(name -> !name.isEmpty() && !name.equals(UNKNOWN_USER));
    return new ClientEnvironment(variables, home, user, usualSocketFolders());
  }

  /** Debian's folder, Homebrew's, and the one PostgreSQL is built with. */
  private static List<Path> usualSocketFolders() {
    return Stream.of("/var/run/postgresql", "/private/tmp", "/tmp").map(Path::of).toList();
  }

  @Override
  public String toString() {
    return "ClientEnvironment[home=" + home + ", operatingSystemUser=" + operatingSystemUser + "]";
  }
}
