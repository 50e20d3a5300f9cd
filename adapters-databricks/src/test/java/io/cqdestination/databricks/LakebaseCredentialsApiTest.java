package io.cqdestination.databricks;

import io.cqdestination.testkit.rules.StableApiTest;

class LakebaseCredentialsApiTest extends StableApiTest {}
