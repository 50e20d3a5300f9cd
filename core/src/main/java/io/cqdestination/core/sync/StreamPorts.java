package io.cqdestination.core.sync;

import io.cqdestination.core.batching.BatchWriter;

/**
 * What carries out one stream.
 *
 * @param writer closed with the stream
 * @param guard asked before stale rows are deleted
 */
public record StreamPorts(
    BatchWriter writer, RowDeleter deleter, StaleGuard guard, StreamPublication publication) {

  /** A stream of which each batch is visible once it is committed. */
  public static StreamPorts perBatch(BatchWriter writer, RowDeleter deleter, StaleGuard guard) {
    return new StreamPorts(writer, deleter, guard, StreamPublication.PER_BATCH);
  }
}
