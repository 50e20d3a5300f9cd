package io.cqdestination.jdbc;

import io.cqdestination.testkit.rules.StableApiTest;

class JdbcApiTest extends StableApiTest {}
