package io.cqdestination.runtime;

import io.cqdestination.testkit.rules.StableApiTest;

class RuntimeApiTest extends StableApiTest {}
