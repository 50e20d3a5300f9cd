package io.cqdestination.aws;

import io.cqdestination.testkit.rules.StableApiTest;

class RdsTokensApiTest extends StableApiTest {}
