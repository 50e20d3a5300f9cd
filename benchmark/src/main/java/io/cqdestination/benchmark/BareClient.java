package io.cqdestination.benchmark;

import io.cqdestination.fixtures.embedding.FakeEmbeddingServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends requests for embeddings and drops the answers: what an API costs on this machine. */
final class BareClient {
  private BareClient() {}

  /** Milliseconds for as many texts, in requests of as many, so many of them at a time. */
  static long millis(
      FakeEmbeddingServer api, int textsPerRequest, int texts, int dimensions, int concurrency) {
    List<HttpRequest> requests = new ArrayList<>();
    for (int first = 0; first < texts; first += textsPerRequest) {
      requests.add(request(api, dimensions, first, Math.min(texts, first + textsPerRequest)));
    }
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService senders = Executors.newFixedThreadPool(concurrency)) {
      long start = System.nanoTime();
      List<Future<HttpResponse<Void>>> answers = new ArrayList<>();
      for (HttpRequest request : requests) {
        answers.add(
            senders.submit(() -> client.send(request, HttpResponse.BodyHandlers.discarding())));
      }
      for (Future<HttpResponse<Void>> answer : answers) {
        if (answer.get().statusCode() != 200) {
          throw new IOException("the embedding server refused a request");
        }
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    } catch (IOException | ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the embedding server cannot be measured", e);
    }
  }

  private static HttpRequest request(FakeEmbeddingServer api, int dimensions, int from, int to) {
    String input =
        IntStream.range(from, to)
            .mapToObj(number -> '"' + EmbeddingBenchmark.text(number) + '"')
            .collect(Collectors.joining(","));
    return HttpRequest.newBuilder(URI.create(api.baseUrl() + "/embeddings"))
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"model\":\"m\",\"encoding_format\":\"base64\",\"dimensions\":%d,\"input\":[%s]}"
                    .formatted(dimensions, input)))
        .build();
  }
}
