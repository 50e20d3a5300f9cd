package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a server, or a pooler in front of one, gets to see first. */
class StartupPacketTest {
  private static final int PROTOCOL_3_0 = 3 << 16;

  @Test
  void holdsOnlyWhatAPoolerKeepsTrackOf() throws Exception {
    assertThat(packet("user=u dbname=d").keySet())
        .containsExactlyInAnyOrder(
            "user", "database", "client_encoding", "DateStyle", "TimeZone", "application_name");
  }

  @Test
  void holdsMoreWhenTheUserAsksForMore() throws Exception {
    Map<String, String> packet =
        packet("user=u dbname=d search_path=a,b options='-c work_mem=4MB' lock_timeout=5s");
    assertThat(packet)
        .containsEntry("search_path", "a,b")
        .containsEntry("application_name", "cloudquery-destination-postgresql")
        .containsEntry("lock_timeout", "5s")
        .containsEntry("options", "-c work_mem=4MB");
  }

  @Test
  void aRefusalOfAParameterNamesIt() throws Exception {
    String words = "unsupported startup parameter: search_path";
    try (FakeServer pooler =
        FakeServer.start(client -> {
          read(client);
          refuse(client, words);
        })) {
      ConnectionFailure failure =
          ConnectionTest.run(
                  Connecting.opener(
                      "host=127.0.0.1 sslmode=disable user=u search_path=a port=" + pooler.port()))
              .orElseThrow();
      assertThat(failure.description()).contains(words);
    }
  }

  @Test
  void everyWordOfTheServerIsPassedOnWhateverTheLanguageOfTheMachine() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (FakeServer server =
        FakeServer.start(client -> {
          read(client);
          refuse(client, "le mot de passe est faux");
        })) {
      ConnectionFailure failure =
          ConnectionTest.run(
                  Connecting.opener("host=127.0.0.1 sslmode=disable user=u port=" + server.port()))
              .orElseThrow();
      assertThat(failure.description()).isEqualTo("le mot de passe est faux");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Map<String, String> packet(String parameters) throws Exception {
    CompletableFuture<Map<String, String>> packet = new CompletableFuture<>();
    try (FakeServer server =
        FakeServer.start(client -> {
          packet.complete(read(client));
          client.close();
        })) {
      ConnectionTest.run(
          Connecting.opener(
              "host=127.0.0.1 sslmode=disable port=%d %s".formatted(server.port(), parameters)));
      return packet.get(30, TimeUnit.SECONDS);
    }
  }

  private static Map<String, String> read(Socket client) throws IOException {
    DataInputStream input = new DataInputStream(client.getInputStream());
    byte[] content = new byte[input.readInt() - 2 * Integer.BYTES];
    assertThat(input.readInt()).isEqualTo(PROTOCOL_3_0);
    input.readFully(content);
    String[] texts = new String(content, StandardCharsets.UTF_8).split("\0");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int index = 0; index + 1 < texts.length; index += 2) {
      parameters.put(texts[index], texts[index + 1]);
    }
    return parameters;
  }

  private static void refuse(Socket client, String words) throws IOException {
    byte[] fields = ("SFATAL\0VFATAL\0C08P01\0M" + words + "\0\0").getBytes(StandardCharsets.UTF_8);
    try (OutputStream output = client.getOutputStream()) {
      output.write('E');
      output.write(new byte[] {0, 0, 0, (byte) (fields.length + Integer.BYTES)});
      output.write(fields);
    }
  }
}
