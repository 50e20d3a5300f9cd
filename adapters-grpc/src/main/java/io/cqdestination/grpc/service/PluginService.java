package io.cqdestination.grpc.service;

import io.cloudquery.plugin.v3.AssessTables;
import io.cloudquery.plugin.v3.Close;
import io.cloudquery.plugin.v3.GetName;
import io.cloudquery.plugin.v3.GetSpecSchema;
import io.cloudquery.plugin.v3.GetTables;
import io.cloudquery.plugin.v3.GetVersion;
import io.cloudquery.plugin.v3.Init;
import io.cloudquery.plugin.v3.PluginGrpc;
import io.cloudquery.plugin.v3.Read;
import io.cloudquery.plugin.v3.TestConnection;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.core.sync.DestinationFactory;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/**
 * The calls that are not Write; those of sources and transformers stay unimplemented. Thread-safe.
 */
final class PluginService extends PluginGrpc.PluginImplBase {
  private final PluginInfo info;
  private final DestinationFactory factory;
  private final CurrentDestination current;

  PluginService(PluginInfo info, DestinationFactory factory, CurrentDestination current) {
    this.info = info;
    this.factory = factory;
    this.current = current;
  }

  @Override
  public void getName(GetName.Request request, StreamObserver<GetName.Response> observer) {
    answer(observer, () -> GetName.Response.newBuilder().setName(info.name()).build());
  }

  @Override
  public void getVersion(GetVersion.Request request, StreamObserver<GetVersion.Response> observer) {
    answer(observer, () -> GetVersion.Response.newBuilder().setVersion(info.version()).build());
  }

  @Override
  public void getSpecSchema(
      GetSpecSchema.Request request, StreamObserver<GetSpecSchema.Response> observer) {
    answer(
        observer,
        () -> GetSpecSchema.Response.newBuilder().setJsonSchema(factory.specSchema()).build());
  }

  @Override
  public void init(Init.Request request, StreamObserver<Init.Response> observer) {
    answer(
        observer,
        () -> {
          current.replace(
              request.getNoConnection() ? null : factory.open(request.getSpec().toByteArray()));
          return Init.Response.newBuilder().setSupportsFlush(true).build();
        });
  }

  @Override
  public void getTables(GetTables.Request request, StreamObserver<GetTables.Response> observer) {
    answer(observer, GetTables.Response::getDefaultInstance);
  }

  @Override
  public void read(Read.Request request, StreamObserver<Read.Response> observer) {
    ReadCall.run(request, observer, current);
  }

  @Override
  public void assessTables(
      AssessTables.Request request, StreamObserver<AssessTables.Response> observer) {
    answer(
        observer,
        () ->
            Assessments.of(
                request,
                current.assessor().or(factory::assessor).orElseThrow(PluginService::noAssessor)));
  }

  @Override
  public void testConnection(
      TestConnection.Request request, StreamObserver<TestConnection.Response> observer) {
    answer(
        observer,
        () ->
            switch (factory.test(request.getSpec().toByteArray())) {
              case ConnectionTestResult.Usable _ ->
                  TestConnection.Response.newBuilder().setSuccess(true).build();
              case ConnectionTestResult.Unusable(String code, String description) ->
                  TestConnection.Response.newBuilder()
                      .setFailureCode(code)
                      .setFailureDescription(description)
                      .build();
            });
  }

  @Override
  public void close(Close.Request request, StreamObserver<Close.Response> observer) {
    answer(
        observer,
        () -> {
          current.replace(null);
          return Close.Response.getDefaultInstance();
        });
  }

  private static StatusRuntimeException noAssessor() {
    return Status.UNIMPLEMENTED
        .withDescription("this destination cannot say how tables would be changed")
        .asRuntimeException();
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> response) {
    try {
      observer.onNext(response.get());
      observer.onCompleted();
    } catch (RuntimeException | Error failure) {
      observer.onError(Statuses.of(failure).asRuntimeException());
    }
  }
}
