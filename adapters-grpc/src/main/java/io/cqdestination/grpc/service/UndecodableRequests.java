package io.cqdestination.grpc.service;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that are no protobuf with a status that says so; gRPC itself takes them for a
 * fault of the server. Thread-safe.
 */
final class UndecodableRequests {
  private UndecodableRequests() {}

  /** The method with its requests checked. */
  static <Q, R> ServerMethodDefinition<Q, R> refused(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
    ServerCallHandler<Q, R> handler = method.getServerCallHandler();
    return ServerMethodDefinition.create(
        descriptor.toBuilder()
            .setRequestMarshaller(new CheckedMarshaller<>(descriptor.getRequestMarshaller()))
            .build(),
        (call, headers) -> new CheckedListener<>(call, handler.startCall(call, headers)));
  }

  /** Gives null for what is no protobuf. */
  private record CheckedMarshaller<Q>(MethodDescriptor.Marshaller<Q> marshaller)
      implements MethodDescriptor.Marshaller<Q> {
    @Override
    public InputStream stream(Q request) {
      return marshaller.stream(request);
    }

    @Override
    public @Nullable Q parse(InputStream stream) {
      try {
        return marshaller.parse(stream);
      } catch (StatusRuntimeException refused) {
        if (refused.getCause() instanceof InvalidProtocolBufferException) {
          return null;
        }
        throw refused;
      }
    }
  }

  private static final class CheckedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean refused;

    private CheckedListener(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(@Nullable Q request) {
      if (request != null) {
        super.onMessage(request);
      } else if (!refused) {
        refused = true;
        call.close(
            Status.INVALID_ARGUMENT.withDescription("the request is no protobuf message"),
            new Metadata());
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }
  }
}
