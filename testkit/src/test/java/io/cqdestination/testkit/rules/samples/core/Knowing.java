package io.cqdestination.testkit.rules.samples.core;

import java.sql.Connection;
import org.slf4j.Logger;

interface Knowing {
  Connection connection();

  Logger logger();
}
