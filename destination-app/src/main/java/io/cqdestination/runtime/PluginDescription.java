package io.cqdestination.runtime;

/**
 * The names of a plugin. Immutable.
 *
 * @param name in the protocol and in the registry, such as {@code postgresql}
 * @param team whose plugin it is, in the registry
 * @param version of the build, such as {@code 1.2.3}
 * @param summary a sentence that its help begins with
 */
public record PluginDescription(String name, String team, String version, String summary) {

  /** The executable's name, such as {@code cloudquery-destination-postgresql}. */
  public String executable() {
    return "cloudquery-destination-" + name;
  }
}
