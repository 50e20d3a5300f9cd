package io.cqdestination.grpc.service;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.grpc.arrow.RecordDecoder;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One running Write or WriteStream call. gRPC calls it from one thread at a time; failures may come
 * from any thread.
 */
final class WriteCall extends ServerCall.Listener<WriteRequest> {
  private final ServerCall<WriteRequest, Write.Response> call;
  private final FailurePolicy policy;
  private final CurrentDestination.Lease lease;
  private final SyncSession session;
  private final RecordDecoder decoder = new RecordDecoder();
  private final WriteMessageReader reader = new WriteMessageReader(decoder);
  private final RequestWindow window;
  private final EndingPatience patience;
  private final FailureLog failures = new FailureLog();
  private final AtomicReference<@Nullable FailedCall> failed = new AtomicReference<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Guarded by {@code call}. */
  private boolean headersSent;

  WriteCall(
      ServerCall<WriteRequest, Write.Response> call,
      FailurePolicy policy,
      CurrentDestination.Lease lease,
      EndingPatience patience) {
    this.call = call;
    this.policy = policy;
    this.patience = patience;
    this.lease = lease;
    this.window = new RequestWindow(call);
    this.session = lease.destination().openSession(policy, this::failed);
  }

  void open() {
    window.open();
  }

  @Override
  public void onMessage(WriteRequest request) {
    try {
      FailedCall over = failed.get();
      if (over != null) {
        over.dropped(WriteMessageReader.isStaleDeletion(request));
      } else if (!ended.get()) {
        take(request);
      }
    } catch (DestinationException refused) {
      session.refused("", refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      end(Status.CANCELLED.withDescription("the plugin is stopping"));
    } catch (RuntimeException | Error fault) {
      fail(Statuses.of(fault));
    } finally {
      request.release();
      window.received(request.length());
    }
  }

  private void take(WriteRequest request) throws InterruptedException {
    if (request.isInsert()) {
      insert(request.buffer(), request.recordStart(), request.recordEnd());
      return;
    }
    Write.Request message = WriteMessageReader.parse(request);
    switch (message.getMessageCase()) {
      case MIGRATE_TABLE -> session.accept(reader.migrateTable(message.getMigrateTable()));
      case INSERT -> {
        byte[] record = message.getInsert().getRecord().toByteArray();
        insert(record, 0, record.length);
      }
      case DELETE -> session.accept(reader.deleteStale(message.getDelete()));
      case DELETE_RECORD -> session.accept(reader.deleteRecord(message.getDeleteRecord()));
      case FLUSH -> flush(message.getFlush().getId());
      case MESSAGE_NOT_SET -> throw new InvalidInput("a Write request without a message");
    }
  }

  private void insert(byte[] bytes, int start, int end) throws InterruptedException {
    decoder.batches(
        bytes,
        start,
        end,
        batch -> {
          if (batch.table().name().isEmpty()) {
            throw new InvalidInput("missing table name");
          }
          session.accept(new WriteMessage.InsertRecord(batch));
        });
  }

  private void flush(long id) throws InterruptedException {
    if (policy == FailurePolicy.END_STREAM) {
      throw new InvalidInput("flush is a message of WriteStream, not of Write");
    }
    List<FailedBatch> failedBatches = session.flush();
    Write.Response.Builder answer = Write.Response.newBuilder().setFlushId(id);
    if (!failedBatches.isEmpty()) {
      failures.reported();
      answer.setFlushError(Statuses.shortened(failedBatches.getFirst().cause().getMessage()));
      failedBatches.stream()
          .map(FailedBatch::tableName)
          .filter(name -> !name.isEmpty())
          .distinct()
          .sorted()
          .forEach(answer::addFailedTables);
    }
    synchronized (call) {
      if (!ended.get()) {
        answer(answer.build());
      }
    }
  }

  /**
   * Sends an answer. The headers go with the first one, not before: once they are sent, gRPC
   * refuses a message that is too large by a reset without a reason, else by a status.
   */
  private void answer(Write.Response answer) {
    if (!headersSent) {
      headersSent = true;
      call.sendHeaders(new Metadata());
    }
    call.sendMessage(answer);
  }

  @Override
  public void onHalfClose() {
    FailedCall over = failed.get();
    if (over != null) {
      over.finished();
      return;
    }
    if (ended.get()) {
      return;
    }
    try {
      session.finish();
      synchronized (call) {
        if (policy == FailurePolicy.END_STREAM && !ended.get()) {
          answer(Write.Response.getDefaultInstance());
        }
      }
      end(Status.OK);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      end(Status.CANCELLED.withDescription("the plugin is stopping"));
    } catch (DestinationException failure) {
      failures.tell(new FailedBatch("", failure));
      end(Statuses.of(failure));
    } catch (RuntimeException | Error fault) {
      end(Statuses.of(fault));
    }
  }

  @Override
  public void onCancel() {
    cancel();
  }

  /** The client is gone: nothing that is still open will be written. Callable from any thread. */
  void cancel() {
    if (ended.compareAndSet(false, true)) {
      free();
    }
  }

  /** Told by the session; what fails because the call is over is no news. */
  private void failed(FailedBatch failure) {
    if (!ended.get()) {
      failures.tell(failure);
    }
    if (policy == FailurePolicy.END_STREAM) {
      fail(Statuses.of(failure.cause()));
    }
  }

  /**
   * Frees everything now, and ends the call when the client can learn why. The first failure is the
   * cause: those behind it may only follow from it.
   */
  private void fail(Status status) {
    if (policy == FailurePolicy.REPORT_AT_FLUSH) {
      end(status); // whose client waits for answers
      return;
    }
    FailedCall over = new FailedCall(patience);
    if (failed.compareAndSet(null, over)) {
      // On a thread of its own: the one that found the failure may have to finish before the
      // session can be closed.
      Thread.ofVirtual()
          .start(() -> {
            free();
            try {
              over.await();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
            end(status);
          });
    }
  }

  private void end(Status status) {
    if (ended.compareAndSet(false, true)) {
      free();
      synchronized (call) {
        call.close(Objects.requireNonNull(status), new Metadata());
      }
    }
  }

  private void free() {
    FailedCall over = failed.get();
    if (over != null && ended.get()) {
      over.finished();
    }
    try {
      session.close();
    } finally {
      lease.close();
    }
  }
}
