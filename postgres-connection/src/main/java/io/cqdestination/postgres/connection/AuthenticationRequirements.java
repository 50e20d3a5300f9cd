package io.cqdestination.postgres.connection;

/**
 * What the client accepts of a server's way to authenticate. Immutable.
 *
 * @param channelBinding libpq's {@code channel_binding}: {@code disable}, {@code prefer} or {@code
 *     require}
 * @param methods libpq's {@code require_auth}: methods accepted, or with {@code !} before each
 *     those that are not; empty for any
 * @param gssEncryptionRequired whether Kerberos has to encrypt the session; it is left alone
 *     otherwise, as TLS does it
 */
record AuthenticationRequirements(
    String channelBinding, String methods, boolean gssEncryptionRequired) {
  private static final String KERBEROS = "gss";

  /** Whether nothing but Kerberos will do. */
  boolean kerberosAlone() {
    return methods.equals(KERBEROS);
  }

  /**
   * The methods for the driver, which takes the end of Kerberos' way for a server that asks for
   * nothing: whether it did is checked here then.
   */
  String driverMethods() {
    return kerberosAlone() ? KERBEROS + ",none" : methods;
  }
}
