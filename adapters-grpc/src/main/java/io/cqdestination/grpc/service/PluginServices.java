package io.cqdestination.grpc.service;

import io.cloudquery.plugin.v3.PluginGrpc;
import io.cloudquery.plugin.v3.Write;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.core.sync.FailurePolicy;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;

/** The services of one plugin process, and the destination they share. Thread-safe. */
public final class PluginServices implements AutoCloseable {
  private final CurrentDestination current = new CurrentDestination();
  private final EndingPatience patience;
  private final List<ServerServiceDefinition> definitions;

  public PluginServices(PluginInfo info, DestinationFactory factory) {
    this(info, factory, EndingPatience.USUAL);
  }

  PluginServices(PluginInfo info, DestinationFactory factory, EndingPatience patience) {
    this.patience = patience;
    this.definitions =
        List.of(
            new DiscoveryService().bindService(),
            new OldDiscoveryService().bindService(),
            withWriteCalls(new PluginService(info, factory, current)));
  }

  public List<ServerServiceDefinition> definitions() {
    return definitions;
  }

  /** Closes the destination as soon as no call uses it. */
  @Override
  public void close() {
    current.close();
  }

  /**
   * The generated definition, with the two calls that carry rows received by our own marshaller.
   */
  private ServerServiceDefinition withWriteCalls(PluginService service) {
    MethodDescriptor<WriteRequest, Write.Response> write = ourOwn(PluginGrpc.getWriteMethod());
    MethodDescriptor<WriteRequest, Write.Response> writeStream =
        ourOwn(PluginGrpc.getWriteStreamMethod());
    ServerServiceDefinition.Builder builder =
        ServerServiceDefinition.builder(PluginGrpc.SERVICE_NAME);
    for (ServerMethodDefinition<?, ?> method : service.bindService().getMethods()) {
      String name = method.getMethodDescriptor().getFullMethodName();
      if (!name.equals(write.getFullMethodName())
          && !name.equals(writeStream.getFullMethodName())) {
        builder.addMethod(UndecodableRequests.refused(method));
      }
    }
    return builder
        .addMethod(write, new WriteCallHandler(FailurePolicy.END_STREAM, current, patience))
        .addMethod(
            writeStream, new WriteCallHandler(FailurePolicy.REPORT_AT_FLUSH, current, patience))
        .build();
  }

  private static MethodDescriptor<WriteRequest, Write.Response> ourOwn(
      MethodDescriptor<Write.Request, Write.Response> generated) {
    return generated.toBuilder(new WriteRequestMarshaller(), generated.getResponseMarshaller())
        .build();
  }
}
