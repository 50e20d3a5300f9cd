package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.EmbeddingRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
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
  private static final Duration LIMIT = Duration.ofSeconds(LIMIT_SECONDS);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private EmbeddingServer server;
  private OpenAiEmbedder embedder;

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
  void keepsAsManyUnderWayAsAllowedWhileChunksAreLeft() {
    List<String> chunks =
        IntStream.range(0, 10_000).mapToObj(number -> "%01000d".formatted(number)).toList();
    int requests = Math.ceilDiv(10_000, 300);
    CyclicBarrier nextAllowed = new CyclicBarrier(ALLOWED);
    AtomicInteger arrived = new AtomicInteger();
    server.otherwise(request -> {
      boolean lastOnes = arrived.incrementAndGet() > requests / ALLOWED * ALLOWED;
      return lastOnes || awaitWithLimit(nextAllowed)
          ? EmbeddingServer.answer(request)
          : EmbeddingServer.error(400, "too few requests under way");
    });

    assertThat(embedder.embed(chunks))
        .containsExactlyElementsOf(chunks.stream().map(EmbeddingServer::vectorOf).toList());
    assertThat(server.received()).hasSize(requests);
  }

  @Test
  void callsThatHaveToWaitShareTheirRequests()
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch gate = new CountDownLatch(1);
    server.otherwise(request -> {
      awaitWithLimit(gate);
      return EmbeddingServer.answer(request);
    });
    List<Future<List<float[]>>> busy = new ArrayList<>();
    for (int place = 1; place <= ALLOWED; place++) {
      busy.add(embedInBackground("busy " + place));
      int sent = place;
      Await.until(LIMIT, "the request is sent", () -> server.received().size() == sent);
    }
    List<Future<List<float[]>>> waiting = new ArrayList<>();
    for (int caller = 0; caller < 100; caller++) {
      waiting.add(embedInBackground("waiting " + caller));
    }
    Await.until(LIMIT, "all callers wait", () -> embedder.waitingTexts() == 100);
    gate.countDown();

    for (int caller = 0; caller < 100; caller++) {
      assertThat(waiting.get(caller).get(LIMIT_SECONDS, TimeUnit.SECONDS))
          .containsExactly(EmbeddingServer.vectorOf("waiting " + caller));
    }
    for (Future<List<float[]>> call : busy) {
      assertThat(call.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasSize(1);
    }
    assertThat(server.received()).hasSize(ALLOWED + 1);
  }

  @Test
  void onlyTheCallAtFaultFailsWhenASharedRequestIsRefused()
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch gate = new CountDownLatch(1);
    server.otherwise(request -> {
      awaitWithLimit(gate);
      return request.texts().contains("bad")
          ? EmbeddingServer.error(400, "bad text")
          : EmbeddingServer.answer(request);
    });
    for (int place = 1; place <= ALLOWED; place++) {
      embedInBackground("busy " + place);
      int sent = place;
      Await.until(LIMIT, "the request is sent", () -> server.received().size() == sent);
    }
    Future<List<float[]>> good = embedInBackground("good");
    Await.until(LIMIT, "it waits", () -> embedder.waitingTexts() == 1);
    Future<List<float[]>> bad = embedInBackground("bad");
    Await.until(LIMIT, "it waits too", () -> embedder.waitingTexts() == 2);
    gate.countDown();

    assertThat(good.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasSize(1);
    assertThatThrownBy(() -> bad.get(LIMIT_SECONDS, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(EmbeddingRefused.class)
        .hasMessageContaining("bad text");
    assertThat(server.received())
        .extracting(EmbeddingServer.Received::texts)
        .contains(List.of("good", "bad"));
  }

  @Test
  void givesUpTheOtherRequestsWhenOneIsRefusedAndServesTheNextCall() {
    EmbeddingSettings patient = TestSettings.withTimeout(server, 0, Duration.ofHours(1));
    server.otherwise(request ->
        request.texts().contains("bad")
            ? EmbeddingServer.error(400, "bad text")
            : neverAnswered(request));
    List<String> texts = new ArrayList<>(textsForRequestsOfTheirOwn("good"));
    texts.add(1, "bad");

    try (Embedder client = new OpenAiEmbedder(patient)) {
      assertThatThrownBy(() -> client.embed(texts))
          .isInstanceOf(EmbeddingRefused.class)
          .hasMessageContaining("bad text");
      server.otherwise(EmbeddingServer::answer);

      assertThat(client.embed(textsForRequestsOfTheirOwn("next"))).hasSize(10);
    }
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

  private Future<List<float[]>> embedInBackground(String text) {
    return callers.submit(() -> embedder.embed(List.of(text)));
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

  private static boolean awaitWithLimit(CyclicBarrier barrier) {
    try {
      barrier.await(LIMIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      return false;
    }
  }
}
