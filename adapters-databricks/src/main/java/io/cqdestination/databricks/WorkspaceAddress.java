package io.cqdestination.databricks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads the address of a workspace, as Databricks' own tools do. */
public final class WorkspaceAddress {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private WorkspaceAddress() {}

  /**
   * The address of {@code https://host} or {@code host}; what stands behind the host is left out.
   * Without encryption only on this machine: secrets are sent there.
   *
   * @return empty when the text is no such address
   */
  public static Optional<URI> of(String text) {
    try {
      URI given = new URI(text.contains("://") ? text : "https://" + text);
      String host = given.getHost();
      if (host == null || given.getUserInfo() != null) {
        return Optional.empty();
      }
      boolean encrypted = "https".equalsIgnoreCase(given.getScheme());
      boolean local = "http".equalsIgnoreCase(given.getScheme()) && THIS_MACHINE.contains(host);
      return encrypted || local
          ? Optional.of(new URI(given.getScheme(), null, host, given.getPort(), "", null, null))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
