package io.cqdestination.postgres.connection;

/** Why a test of a connection failed, in words programs can act on. */
public enum ConnectionFailureCode {
  /** The host's name leads to no address. */
  DNS_FAILED,
  /** The server refuses the user: by password, certificate, pg_hba.conf or missing right. */
  AUTH_FAILED,
  /** No session could be opened: refused port, timeout, TLS not offered or not trusted. */
  CONN_FAILED,
  /** The server has no database of that name. */
  UNKNOWN_DATABASE,
  /** The search path leads to no schema. */
  UNKNOWN_SCHEMA,
  /** Anything else. */
  UNKNOWN
}
