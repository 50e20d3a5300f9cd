package io.cqdestination.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceAddressTest {
  @ParameterizedTest
  @CsvSource({
    "dbc-1.cloud.databricks.com,https://dbc-1.cloud.databricks.com",
    "https://dbc-1.cloud.databricks.com,https://dbc-1.cloud.databricks.com",
    "https://dbc-1.cloud.databricks.com/?o=17#top,https://dbc-1.cloud.databricks.com",
    "adb-17.5.azuredatabricks.net:443,https://adb-17.5.azuredatabricks.net:443",
    "http://127.0.0.1:8080/,http://127.0.0.1:8080",
  })
  void a_host_has_an_address(String text, URI address) {
    assertThat(WorkspaceAddress.of(text)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://dbc-1.cloud.databricks.com", "a b", "ftp://h", "https://u:p@h", "://"})
  void other_texts_have_none(String text) {
    assertThat(WorkspaceAddress.of(text)).isEmpty();
  }
}
