package io.cqdestination.postgres.read;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.copy.FieldDecoder;

/** Understands rows of COPY TO, of which the server sends one a message. Used by one thread. */
final class CopyRows {
  private static final int SIGNATURE_BYTES = 11;
  private static final int HEADER_BYTES = SIGNATURE_BYTES + 8;

  private final RowCollector collector;
  private boolean started;

  CopyRows(RowCollector collector) {
    this.collector = collector;
  }

  /**
   * @throws DestinationException when these are no rows, or none of the columns asked for
   */
  void add(byte[] data) {
    boolean row;
    try {
      row = decode(data);
    } catch (DestinationException malformed) {
      throw malformed;
    } catch (RuntimeException damaged) {
      throw ReadFailure.of(collector.table(), damaged);
    }
    if (row) {
      collector.rowAdded(data.length);
    }
  }

  /** Whether the bytes were a row, and not what stands before and behind them. */
  private boolean decode(byte[] data) {
    int at = 0;
    if (!started) {
      started = true;
      at = HEADER_BYTES + BigEndian.getInt(data, HEADER_BYTES - 4);
      if (at == data.length) {
        return false;
      }
    }
    if (BigEndian.getShort(data, at) < 0) {
      return false; // the trailer
    }
    at += 2;
    for (FieldDecoder decoder : collector.fields()) {
      at = decoder.addField(data, at);
    }
    return true;
  }
}
