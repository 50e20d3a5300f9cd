package io.cqdestination.core;

import io.cqdestination.testkit.rules.StableApiTest;

class CoreApiTest extends StableApiTest {}
