package io.cqdestination.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseVariablesTest {
  @Test
  void database_url_comes_first() {
    assertThat(spec(Map.of("DATABASE_URL", " postgres://h/\"d\" ", "PGHOST", "other")))
        .startsWith("{\"connection_string\":\"postgres://h/\\\"d\\\"\",");
  }

  @Test
  void the_variables_of_libpq_say_the_rest() {
    assertThat(spec(Map.of("DATABASE_URL", "", "PGHOST", "h")))
        .startsWith("{\"connection_string\":\"postgres://\",");
  }

  @Test
  void a_password_alone_leads_nowhere() {
    assertThatThrownBy(() -> spec(Map.of("PGPASSWORD", "secret", "PGHOST", "")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("set DATABASE_URL")
        .hasMessageNotContaining("secret");
  }

  private static String spec(Map<String, String> environment) {
    return new DatabaseVariables().read(environment::get);
  }
}
