package io.cqdestination.aws;

import java.util.Optional;

/**
 * How to log in to a database of Amazon RDS. Immutable.
 *
 * @param region such as {@code eu-central-1}; else the profile's or that of the surroundings
 * @param endpoint host or host:port that tokens are signed for; else the server connected to
 * @param profile the profile of the shared files whose credentials count; else the usual chain
 * @param role the role to assume with these credentials, if any
 */
public record RdsLogin(
    Optional<String> region,
    Optional<String> endpoint,
    Optional<String> profile,
    Optional<Role> role) {

  /**
   * A role to assume.
   *
   * @param arn its name
   * @param sessionName what its use is called in the account's logs
   * @param externalId what the account that has the role asks for, if anything
   */
  public record Role(String arn, String sessionName, Optional<String> externalId) {
    /** Where the user chose none. */
    public static final String DEFAULT_SESSION_NAME = "cloudquery";
  }
}
