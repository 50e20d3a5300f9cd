package io.cqdestination.runtime.configuration;

/** The CLI's {@code pk_mode}: which key the tables get when they are overwritten. */
public enum KeyMode {
  /** The source's own. */
  DEFAULT,
  /** {@code _cq_id} alone. */
  CQ_ID_ONLY
}
