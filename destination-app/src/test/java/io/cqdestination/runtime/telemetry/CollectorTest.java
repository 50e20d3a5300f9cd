package io.cqdestination.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:4318,true,'',http://localhost:4318/v1/traces,http://localhost:4318/v1/logs",
    "localhost:4318,false,'',https://localhost:4318/v1/traces,https://localhost:4318/v1/logs",
    "http://c:4318/,false,'',http://c:4318/v1/traces,http://c:4318/v1/logs",
    "https://c/otlp,true,'',https://c/otlp/v1/traces,https://c/otlp/v1/logs",
    "https://c/otlp/v1/traces,true,'',https://c/otlp/v1/traces,https://c/otlp/v1/logs",
    "c:1,true,/otlp/v1/traces,http://c:1/otlp/v1/traces,http://c:1/otlp/v1/logs",
    "c:1,true,all,http://c:1/all,http://c:1/all"
  })
  void endpoint_and_path_make_the_urls(
      String endpoint, boolean insecure, String path, String traces, String logs) {
    Collector collector = Collector.of(endpoint, insecure, path, List.of());

    assertThat(collector.url(Collector.Signal.TRACES)).isEqualTo(traces);
    assertThat(collector.url(Collector.Signal.LOGS)).isEqualTo(logs);
  }

  @Test
  void headers_are_pairs_and_never_shown() {
    Collector collector = Collector.of("c:1", true, "", List.of("a=b=c", "key: s3cret"));

    assertThat(collector.headers()).containsEntry("a", "b=c").containsEntry("key", "s3cret");
    assertThat(collector.toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> Collector.of("c:1", true, "", List.of("s3cret")))
        .hasMessageContaining("header")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({"ftp://c", "http://", "'a b:1'", "c:1?x=y"})
  void other_texts_are_no_endpoints(String endpoint) {
    assertThatThrownBy(() -> Collector.of(endpoint, true, "", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
