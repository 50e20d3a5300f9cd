package io.cqdestination.postgres.connection;

import java.sql.SQLWarning;

/**
 * Stands first in a driver's list of warnings and lets nothing be put behind it. Used by the
 * driver, by one thread at a time.
 */
@SuppressWarnings("serial") // never written: the class is a SQLWarning only for the driver's list
final class DroppedNotices extends SQLWarning {
  private final transient ServerNotices notices;

  /**
   * @param notices is given what is dropped
   */
  DroppedNotices(ServerNotices notices) {
    super("the server's notices are not kept");
    this.notices = notices;
  }

  @Override
  public void setNextWarning(SQLWarning warning) {
    // When the driver is asked for warnings it puts one of its lists behind the other.
    if (!(warning instanceof DroppedNotices)) {
      notices.take(warning);
    }
  }
}
