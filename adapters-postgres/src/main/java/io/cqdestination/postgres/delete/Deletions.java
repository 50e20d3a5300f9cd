package io.cqdestination.postgres.delete;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what was deleted. Thread-safe. */
final class Deletions {
  private static final Logger log = LoggerFactory.getLogger(Deletions.class);

  private Deletions() {}

  static void log(String tableName, long rows) {
    log.atDebug().addKeyValue("table", tableName).addKeyValue("rows", rows).log("rows deleted");
  }
}
