package io.cqdestination.postgres.connection.tls;

/** What of a server's certificate has to be right before anything is sent through TLS. */
public enum Verification {
  /** Nothing: TLS protects from listeners, not from another server in the middle. */
  NONE,
  /** An authority that is trusted has signed it. */
  AUTHORITY,
  /** An authority that is trusted has signed it, for the host that was asked for. */
  AUTHORITY_AND_NAME
}
