package io.cqdestination.jdbc;

import io.cqdestination.testkit.rules.StableApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The signatures that other projects may compile against are those of the committed list. */
class JdbcApiTest {

  @Test
  void stableSignaturesAreThoseOfTheList() throws IOException {
    StableApi.assertIsAsListed();
  }
}
