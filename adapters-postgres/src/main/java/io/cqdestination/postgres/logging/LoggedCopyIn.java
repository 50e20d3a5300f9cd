package io.cqdestination.postgres.logging;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteStreamWriter;

/** A COPY to the server that counts its bytes. Used by one thread. */
final class LoggedCopyIn implements CopyIn {
  private final CopyIn copy;
  private final LoggedCopy log;

  LoggedCopyIn(CopyIn copy, LoggedCopy log) {
    this.copy = copy;
    this.log = log;
  }

  @Override
  public void writeToCopy(byte[] buffer, int offset, int length) throws SQLException {
    log.moved(length);
    log.watching(() -> {
      copy.writeToCopy(buffer, offset, length);
      return length;
    });
  }

  @Override
  public void writeToCopy(ByteStreamWriter from) throws SQLException {
    log.moved(from.getLength());
    log.watching(() -> {
      copy.writeToCopy(from);
      return from;
    });
  }

  @Override
  public void flushCopy() throws SQLException {
    log.watching(() -> {
      copy.flushCopy();
      return copy;
    });
  }

  @Override
  public long endCopy() throws SQLException {
    long rows = log.watching(copy::endCopy);
    log.done(rows);
    return rows;
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
