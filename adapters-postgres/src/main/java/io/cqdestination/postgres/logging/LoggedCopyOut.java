package io.cqdestination.postgres.logging;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** A COPY from the server that counts its bytes. Used by one thread. */
final class LoggedCopyOut implements CopyOut {
  private final CopyOut copy;
  private final LoggedCopy log;

  LoggedCopyOut(CopyOut copy, LoggedCopy log) {
    this.copy = copy;
    this.log = log;
  }

  @Override
  public byte @Nullable [] readFromCopy() throws SQLException {
    return readFromCopy(true);
  }

  @Override
  public byte @Nullable [] readFromCopy(boolean block) throws SQLException {
    byte @Nullable [] data = log.<byte @Nullable []>watching(() -> copy.readFromCopy(block));
    if (data != null) {
      log.moved(data.length);
    } else if (!copy.isActive()) {
      log.done(copy.getHandledRowCount());
    }
    return data;
  }

  @Override
  public int getFieldCount() {
    return copy.getFieldCount();
  }

  @Override
  public int getFormat() {
    return copy.getFormat();
  }

  @Override
  public int getFieldFormat(int field) {
    return copy.getFieldFormat(field);
  }

  @Override
  public boolean isActive() {
    return copy.isActive();
  }

  @Override
  public void cancelCopy() throws SQLException {
    copy.cancelCopy();
  }

  @Override
  public long getHandledRowCount() {
    return copy.getHandledRowCount();
  }
}
