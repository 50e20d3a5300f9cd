package io.cqdestination.grpc.service;

import io.cloudquery.discovery.v1.DiscoveryGrpc;
import io.cloudquery.discovery.v1.GetVersions;
import io.grpc.stub.StreamObserver;

/** Says which versions of the plugin protocol are spoken. Thread-safe. */
final class DiscoveryService extends DiscoveryGrpc.DiscoveryImplBase {
  static final int PROTOCOL_VERSION = 3;

  @Override
  public void getVersions(
      GetVersions.Request request, StreamObserver<GetVersions.Response> observer) {
    observer.onNext(GetVersions.Response.newBuilder().addVersions(PROTOCOL_VERSION).build());
    observer.onCompleted();
  }
}
