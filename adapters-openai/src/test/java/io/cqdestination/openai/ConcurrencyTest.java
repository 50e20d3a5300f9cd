package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.failure.DestinationException.EmbeddingRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrencyTest {
  private static final int ALLOWED = 4;
  private static final int LIMIT_SECONDS = 25;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private EmbeddingServer server;
  private Embedder embedder;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingServer();
    embedder = new OpenAiEmbedder(TestSettings.of(server));
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    embedder.close();
    server.close();
  }

  @Test
  void hasAsManyRequestsUnderWayAsAllowedAndNoMore()
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch allArrived = new CountDownLatch(ALLOWED);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    server.otherwise(request -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      allArrived.countDown();
      awaitWithLimit(allArrived);
      MockResponse answer = EmbeddingServer.answer(request);
      underWay.decrementAndGet();
      return answer;
    });

    List<Future<List<float[]>>> answers = new ArrayList<>();
    for (int caller = 0; caller < 3; caller++) {
      List<String> texts = textsForRequestsOfTheirOwn("caller " + caller);
      answers.add(callers.submit(() -> embedder.embed(texts)));
    }

    for (int caller = 0; caller < 3; caller++) {
      assertThat(answers.get(caller).get(LIMIT_SECONDS, TimeUnit.SECONDS))
          .containsExactlyElementsOf(
              textsForRequestsOfTheirOwn("caller " + caller).stream()
                  .map(EmbeddingServer::vectorOf)
                  .toList());
    }
    assertThat(allArrived.getCount()).isZero();
    assertThat(most).hasValue(ALLOWED);
    assertThat(server.received()).hasSize(30);
  }

  @Test
  void doesNotWaitForTheOthersWhenOneRequestIsRefused() {
    server.otherwise(request ->
        request.texts().contains("bad")
            ? EmbeddingServer.error(400, "bad text")
            : neverAnswered(request));
    List<String> texts = new ArrayList<>(textsForRequestsOfTheirOwn("good"));
    texts.add(1, "bad");

    assertThatThrownBy(() -> embedder.embed(texts))
        .isInstanceOf(EmbeddingRefused.class)
        .hasMessageContaining("bad text");
    assertThat(server.received()).hasSizeLessThanOrEqualTo(ALLOWED + 1);
  }

  @Test
  void servesTheNextCallAfterAFailedOne() {
    server.next(EmbeddingServer.error(400, "bad text"));

    assertThatThrownBy(() -> embedder.embed(textsForRequestsOfTheirOwn("a")))
        .isInstanceOf(EmbeddingRefused.class);
    assertThat(embedder.embed(textsForRequestsOfTheirOwn("b"))).hasSize(10);
  }

  @Test
  void endsTheCallsUnderWayWhenItIsClosed() throws InterruptedException, TimeoutException {
    CountDownLatch arrived = new CountDownLatch(1);
    server.otherwise(request -> {
      arrived.countDown();
      return neverAnswered(request);
    });
    Future<List<float[]>> answer =
        callers.submit(() -> embedder.embed(textsForRequestsOfTheirOwn("a")));
    awaitWithLimit(arrived);

    embedder.close();

    assertThatThrownBy(() -> answer.get(LIMIT_SECONDS, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(Unavailable.class)
        .hasMessage("the embedding client was closed");
  }

  @Test
  void servesNothingAfterItWasClosed() {
    embedder.close();

    assertThatThrownBy(() -> embedder.embed(List.of("a")))
        .isInstanceOf(Unavailable.class)
        .hasMessage("the embedding client was closed");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void endsACallThatIsInterrupted() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    server.otherwise(request -> {
      arrived.countDown();
      return neverAnswered(request);
    });
    List<Object> seen = new ArrayList<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              seen.add(catchThrowable(() -> embedder.embed(List.of("a"))));
              seen.add(Thread.currentThread().isInterrupted());
            });
    awaitWithLimit(arrived);

    caller.interrupt();
    caller.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));

    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst()).isInstanceOf(Unavailable.class);
    assertThat(seen.getLast()).isEqualTo(true);
  }

  private static List<String> textsForRequestsOfTheirOwn(String name) {
    return IntStream.range(0, 10)
        .mapToObj(number -> (name + " " + number + " ").repeat(25_000))
        .toList();
  }

  private static MockResponse neverAnswered(EmbeddingServer.Received request) {
    return EmbeddingServer.answer(request).newBuilder().headersDelay(1, TimeUnit.HOURS).build();
  }

  private static void awaitWithLimit(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
