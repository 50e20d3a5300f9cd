package io.cqdestination.postgres.connection;

import io.cqdestination.testkit.rules.StableApiTest;

class DataSourceApiTest extends StableApiTest {}
