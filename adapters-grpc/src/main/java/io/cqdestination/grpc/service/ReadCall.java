package io.cqdestination.grpc.service;

import com.google.protobuf.UnsafeByteOperations;
import io.cloudquery.plugin.v3.Read;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Table;
import io.cqdestination.grpc.arrow.RecordDecoder;
import io.cqdestination.grpc.arrow.RecordEncoder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Answers one Read call. */
final class ReadCall {
  private ReadCall() {}

  static void run(
      Read.Request request, StreamObserver<Read.Response> observer, CurrentDestination current) {
    ServerCallStreamObserver<Read.Response> call =
        (ServerCallStreamObserver<Read.Response>) observer;
    SendGate gate = new SendGate(call);
    // gRPC tells of a reader that keeps up or goes away only after this call's handler has
    // returned.
    Thread.ofVirtual().name("read").start(() -> send(request, call, gate, current));
  }

  private static void send(
      Read.Request request,
      ServerCallStreamObserver<Read.Response> call,
      SendGate gate,
      CurrentDestination current) {
    try (CurrentDestination.Lease lease = current.lease()) {
      byte[] schema = request.getTable().toByteArray();
      Table table = new RecordDecoder().tableToSend(schema);
      if (table.name().isEmpty()) {
        throw new InvalidInput("missing table name");
      }
      RecordEncoder encoder = new RecordEncoder(schema);
      lease
          .destination()
          .read(
              table,
              batch -> {
                gate.await();
                call.onNext(
                    Read.Response.newBuilder()
                        .setRecord(UnsafeByteOperations.unsafeWrap(encoder.encode(batch)))
                        .build());
              });
      call.onCompleted();
    } catch (StatusRuntimeException gone) {
      if (gone.getStatus().getCode() != Status.Code.CANCELLED) {
        call.onError(gone);
      }
    } catch (RuntimeException | Error failure) {
      call.onError(Statuses.of(failure).asRuntimeException());
    }
  }
}
