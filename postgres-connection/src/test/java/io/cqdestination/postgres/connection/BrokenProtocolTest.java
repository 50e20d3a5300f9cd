package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Servers that answer a statement with what the driver did not expect. */
class BrokenProtocolTest {
  private static final byte[] STARTED =
      joined(
          message('R', new byte[4]),
          status("server_version", "18.1"),
          status("client_encoding", "UTF8"),
          status("DateStyle", "ISO, MDY"),
          status("standard_conforming_strings", "on"),
          status("TimeZone", "UTC"),
          message('K', new byte[8]),
          message('Z', new byte[] {'I'}));

  @Test
  void is_a_failure_with_words_that_ends_the_session() throws Exception {
    byte[] shorterThanItsLength = {'C', 0, 0, 0, 0};
    try (FakeServer server = FakeServer.start(client -> answer(client, shorterThanItsLength));
        Connection session =
            Connecting.opener("host=127.0.0.1 sslmode=disable user=u port=" + server.port())
                .connect();
        Statement statement = session.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("the server breaks the protocol");
      assertThat(session.isClosed()).isTrue();
    }
  }

  private static void answer(Socket client, byte[] answer) throws IOException {
    DataInputStream input = new DataInputStream(client.getInputStream());
    input.readNBytes(input.readInt() - Integer.BYTES);
    OutputStream output = client.getOutputStream();
    output.write(STARTED);
    assertThat(input.read()).isNotNegative(); // the statement
    output.write(answer);
    assertThat(input.readAllBytes()).isNotEmpty();
  }

  private static byte[] status(String name, String value) {
    return message('S', (name + '\0' + value + '\0').getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] message(char type, byte[] content) {
    return ByteBuffer.allocate(1 + Integer.BYTES + content.length)
        .put((byte) type)
        .putInt(Integer.BYTES + content.length)
        .put(content)
        .array();
  }

  private static byte[] joined(byte[]... messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      all.writeBytes(message);
    }
    return all.toByteArray();
  }
}
