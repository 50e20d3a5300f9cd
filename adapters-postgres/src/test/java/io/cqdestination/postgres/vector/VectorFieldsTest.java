package io.cqdestination.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.FieldRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The bytes of vectors are those of the server's own COPY … (FORMAT binary). */
class VectorFieldsTest {
  private static final float[] NUMBERS = {0f, -0.0f, 1f, -1.5f, 0.33325195f, 65504f, 6e-8f};
  private static final int HEADER_BYTES = 19;
  private static final int TRAILER_BYTES = 2;

  @BeforeAll
  static void assumeServer() {
    EmbeddedDatabase.assumeServer();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "halfvec"})
  void vectors_are_encoded_as_the_server_encodes_them(String type) throws Exception {
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    try (FieldRows rows = new FieldRows(new ChunkPool(1 << 20))) {
      rows.begin(1, 4 + (long) NUMBERS.length * Float.BYTES);
      if (type.equals("halfvec")) {
        rows.halfVector(NUMBERS);
      } else {
        rows.vector(NUMBERS);
      }
      rows.end();
      rows.rows().forEach(ours::write);
    }

    assertThat(ours.toByteArray()).isEqualTo(serversRow(type));
  }

  private static byte[] serversRow(String type) throws SQLException, IOException {
    try (Database database = PgvectorServer.shared().create();
        Connection connection = database.connect()) {
      database.execute("CREATE EXTENSION vector");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY (SELECT '%s'::%s) TO STDOUT (FORMAT binary)"
                  .formatted(Arrays.toString(NUMBERS), type),
              bytes);
      byte[] file = bytes.toByteArray();
      return Arrays.copyOfRange(file, HEADER_BYTES, file.length - TRAILER_BYTES);
    }
  }
}
