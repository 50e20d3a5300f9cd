package io.cqdestination.openai;

import io.cqdestination.core.embedding.Embedder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * Embeds 10,000 chunks of 1,000 characters with a server in the same process that takes 200 ms for
 * an answer, and prints the time beside the least that the concurrency allows. Run it with {@code
 * ./mvnw -q -pl adapters-openai -am test-compile} and then {@code ./mvnw -q -pl adapters-openai
 * exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.cqdestination.openai.EmbeddingBenchmark}; -Dexec.args=16 measures with
 * vectors of 16 dimensions instead of 1536.
 */
public final class EmbeddingBenchmark {
  private static final int ANSWER_MILLISECONDS = 200;
  private static final int CONCURRENCY = 4;

  private EmbeddingBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int dimensions = arguments.length == 0 ? 1536 : Integer.parseInt(arguments[0]);
    List<String> chunks =
        IntStream.range(0, 10_000)
            .mapToObj(number -> "%010d".formatted(number).repeat(100))
            .toList();
    for (boolean base64 : new boolean[] {true, false}) {
      for (int run = 0; run < 4; run++) {
        System.out.println(measure(chunks, dimensions, base64));
      }
    }
  }

  private static String measure(List<String> chunks, int dimensions, boolean base64)
      throws IOException {
    MockResponse full = answer(300, dimensions, base64);
    MockResponse last = answer(100, dimensions, base64);
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return request.getBodySize() > 200_000 ? full : last;
            }
          });
      server.start();
      String baseUrl = server.url("/v1").toString();
      EmbeddingSettings settings =
          new EmbeddingSettings(
              "model",
              dimensions,
              "key",
              base64 ? baseUrl + "?api-version=1" : baseUrl,
              CONCURRENCY,
              0,
              Duration.ofSeconds(60));
      try (Embedder embedder = new OpenAiEmbedder(settings)) {
        embedder.embed(chunks.subList(0, 100));
        Duration busyBefore = processorTime();
        long start = System.nanoTime();
        embedder.embed(chunks);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        long requests = embedder.totals().requests() - 1;
        long least = Math.ceilDiv(requests, CONCURRENCY) * ANSWER_MILLISECONDS;
        return "%s: %d requests in %d ms, at least %d ms: %+.1f %%; %d ms of processor time"
            .formatted(
                base64 ? "base64" : "numbers",
                requests,
                took,
                least,
                100.0 * (took - least) / least,
                processorTime().minus(busyBefore).toMillis());
      }
    }
  }

  /** Returns what client and server have used. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private static MockResponse answer(int inputs, int dimensions, boolean base64) {
    String vector = base64 ? base64Vector(dimensions) : numbers(dimensions);
    return EmbeddingServer.json(
            200,
            IntStream.range(0, inputs)
                .mapToObj(index -> "{\"index\":%d,\"embedding\":%s}".formatted(index, vector))
                .collect(Collectors.joining(",", "{\"data\":[", "]}")))
        .newBuilder()
        .headersDelay(ANSWER_MILLISECONDS, TimeUnit.MILLISECONDS)
        .build();
  }

  private static String numbers(int dimensions) {
    return new Random(1)
        .doubles(dimensions, -0.1, 0.1)
        .mapToObj(number -> String.valueOf((float) number))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String base64Vector(int dimensions) {
    ByteBuffer bytes = ByteBuffer.allocate(dimensions * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    new Random(1).doubles(dimensions, -0.1, 0.1).forEach(number -> bytes.putFloat((float) number));
    return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
  }
}
