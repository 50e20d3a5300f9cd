package io.cqdestination.grpc.service;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.sync.FailurePolicy;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;

/** Starts Write and WriteStream calls. Thread-safe. */
final class WriteCallHandler implements ServerCallHandler<WriteRequest, Write.Response> {
  private final FailurePolicy policy;
  private final CurrentDestination current;
  private final EndingPatience patience;

  WriteCallHandler(FailurePolicy policy, CurrentDestination current, EndingPatience patience) {
    this.policy = policy;
    this.current = current;
    this.patience = patience;
  }

  @Override
  public ServerCall.Listener<WriteRequest> startCall(
      ServerCall<WriteRequest, Write.Response> call, Metadata headers) {
    CurrentDestination.Lease lease;
    try {
      lease = current.lease();
    } catch (DestinationException notReady) {
      call.close(Statuses.of(notReady), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    try {
      WriteCall write = new WriteCall(call, policy, lease, patience);
      // The listener's own onCancel would wait behind a message that is being taken.
      Context.current().addListener(_ -> write.cancel(), Runnable::run);
      write.open();
      return write;
    } catch (RuntimeException | Error fault) {
      lease.close();
      throw fault;
    }
  }
}
