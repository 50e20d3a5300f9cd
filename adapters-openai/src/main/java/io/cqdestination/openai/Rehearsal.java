package io.cqdestination.openai;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds texts of its own, all the way to a socket that leads nowhere: classes are loaded and
 * compiled while the first rows are still to come, and not while their texts wait, which takes as
 * long as an answer of the API. Thread-safe.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** Enough for the loops over characters and numbers to be compiled. */
  private static final int REQUESTS = 8;

  private static final int TEXTS = 32;
  private static final String TEXT = "a text of some words, ".repeat(40);

  private final EmbeddingSettings settings;

  Rehearsal(EmbeddingSettings settings) {
    this.settings = settings;
  }

  /** Begins, in the background. */
  void start() {
    Thread.ofPlatform().daemon().name("embedding-rehearsal").start(this::attempt);
  }

  private void attempt() {
    try {
      perform();
    } catch (RuntimeException | Error failure) {
      LOG.debug("the rehearsal of embeddings failed", failure);
    }
  }

  /**
   * Returns how many vectors came.
   *
   * @throws io.cqdestination.core.failure.DestinationException when none did
   */
  int perform() {
    boolean base64 = new EmbeddingEndpoint(settings.baseUrl(), settings.apiKey()).answersBase64();
    EmbeddingSettings rehearsed =
        new EmbeddingSettings(
            settings.model(),
            settings.dimensions(),
            "rehearsal",
            "http://rehearsal.invalid/v1" + (base64 ? "?api-version=1" : ""),
            1,
            0,
            Duration.ofSeconds(10));
    byte[] answer = answer(base64);
    int vectors = 0;
    try (OpenAiEmbedder embedder =
        new OpenAiEmbedder(rehearsed, RetryClock.SYSTEM, client -> inMemory(client, answer))) {
      List<String> texts = Collections.nCopies(TEXTS, TEXT);
      for (int request = 0; request < REQUESTS; request++) {
        vectors += embedder.embed(texts).size();
      }
    }
    return vectors;
  }

  private byte[] answer(boolean base64) {
    int dimensions = settings.dimensions();
    String vector =
        base64
            ? '"' + Base64.getEncoder().encodeToString(new byte[dimensions * Float.BYTES]) + '"'
            : "[" + String.join(",", Collections.nCopies(dimensions, "0.0123")) + "]";
    String body =
        IntStream.range(0, TEXTS)
            .mapToObj(i -> "{\"index\":%d,\"embedding\":%s}".formatted(i, vector))
            .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(body.length());
    return (head + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The name is one that every machine knows by itself: looking names up is rehearsed too. */
  private static OkHttpClient.Builder inMemory(OkHttpClient.Builder client, byte[] answer) {
    return client
        .dns(_ -> Dns.SYSTEM.lookup("localhost"))
        .proxy(Proxy.NO_PROXY)
        .socketFactory(new MemorySockets(answer));
  }

  /** Makes sockets that all have the same answer. */
  private static final class MemorySockets extends SocketFactory {
    private final byte[] answer;

    private MemorySockets(byte[] answer) {
      this.answer = answer;
    }

    @Override
    public Socket createSocket() {
      return new MemorySocket(answer);
    }

    @Override
    public Socket createSocket(String host, int port) {
      return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      return createSocket();
    }

    @Override
    public Socket createSocket(
        InetAddress address, int port, InetAddress localAddress, int localPort) {
      return createSocket();
    }
  }
}
