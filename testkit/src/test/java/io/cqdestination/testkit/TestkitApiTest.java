package io.cqdestination.testkit;

import io.cqdestination.testkit.rules.StableApiTest;

class TestkitApiTest extends StableApiTest {}
