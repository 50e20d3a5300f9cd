package io.cqdestination.grpc;

import io.cqdestination.testkit.rules.StableApiTest;

class GrpcApiTest extends StableApiTest {}
