package io.cqdestination.grpc.service;

import io.cloudquery.discovery.v0.DiscoveryGrpc;
import io.cloudquery.discovery.v0.GetVersions;
import io.grpc.stub.StreamObserver;

/**
 * As {@link DiscoveryService}, for clients that are older than it. Those that do not speak the
 * version they are told say so, and that they are to be updated. Thread-safe.
 */
final class OldDiscoveryService extends DiscoveryGrpc.DiscoveryImplBase {

  @Override
  public void getVersions(
      GetVersions.Request request, StreamObserver<GetVersions.Response> observer) {
    observer.onNext(
        GetVersions.Response.newBuilder()
            .addVersions("v" + DiscoveryService.PROTOCOL_VERSION)
            .build());
    observer.onCompleted();
  }
}
