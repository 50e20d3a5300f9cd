package io.cqdestination.grpc.service;

import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.sync.Destination;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The destination that the last Init opened. Calls lease it; one that was replaced or closed lives
 * on until its last lease ends. Thread-safe.
 */
final class CurrentDestination implements AutoCloseable {

  /** A destination in use by one call. */
  final class Lease implements AutoCloseable {
    private final Holder holder;
    private boolean ended;

    private Lease(Holder holder) {
      this.holder = holder;
    }

    Destination destination() {
      return holder.destination;
    }

    @Override
    public void close() {
      synchronized (CurrentDestination.this) {
        if (ended) {
          return;
        }
        ended = true;
        holder.leases--;
      }
      closeIfUnused(holder);
    }
  }

  private static final class Holder {
    private final Destination destination;
    private int leases;
    private boolean retired;
    private boolean closed;

    private Holder(Destination destination) {
      this.destination = destination;
    }
  }

  private @Nullable Holder current;

  /** Replaces the destination for later calls; null means that there is none. */
  void replace(@Nullable Destination destination) {
    Holder previous;
    synchronized (this) {
      previous = current;
      current = destination == null ? null : new Holder(destination);
      if (previous != null) {
        previous.retired = true;
      }
    }
    if (previous != null) {
      closeIfUnused(previous);
    }
  }

  /**
   * @throws NotReady when Init was not called, or Close was
   */
  synchronized Lease lease() {
    Holder holder = current;
    if (holder == null) {
      throw new NotReady("the plugin is not initialized: call Init with a connection first");
    }
    holder.leases++;
    return new Lease(holder);
  }

  /** What the destination says of changes of tables, which it needs no database for. */
  synchronized Optional<TableAssessor> assessor() {
    return current == null ? Optional.empty() : current.destination.assessor();
  }

  @Override
  public void close() {
    replace(null);
  }

  private void closeIfUnused(Holder holder) {
    synchronized (this) {
      if (!holder.retired || holder.leases > 0 || holder.closed) {
        return;
      }
      holder.closed = true;
    }
    holder.destination.close();
  }
}
