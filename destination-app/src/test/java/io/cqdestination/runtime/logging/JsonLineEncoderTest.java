package io.cqdestination.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLineEncoderTest {
  private final JsonLineEncoder encoder = new JsonLineEncoder();
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void start() {
    encoder.setContext(context);
    encoder.start();
  }

  @Test
  void an_event_is_one_line_with_the_keys_that_the_cli_reads() throws IOException {
    LoggingEvent event = event("rows\nwritten \u0001", null);
    event.addKeyValuePair(new KeyValuePair("table", "a \"b\""));
    event.addKeyValuePair(new KeyValuePair("rows", 12));

    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);

    assertThat(line).endsWith("\n").hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.get("level").textValue()).isEqualTo("warn");
    assertThat(json.get("message").textValue()).isEqualTo("rows\nwritten \u0001");
    assertThat(json.get("module").textValue()).isEqualTo("Writer");
    assertThat(json.get("table").textValue()).isEqualTo("a \"b\"");
    assertThat(json.get("rows").intValue()).isEqualTo(12);
  }

  @Test
  void a_failure_stands_in_the_same_line() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(encoder.encode(event("failed", new IOException("no disk"))));

    assertThat(json.get("error").textValue()).contains("no disk");
  }

  private LoggingEvent event(String message, @Nullable Throwable failure) {
    return new LoggingEvent(
        "",
        context.getLogger("io.cqdestination.Writer"),
        Level.WARN,
        message,
        failure,
        new Object[0]);
  }
}
