package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.RandomTexts;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts are addresses for us where they are for the server, and the same ones; only dotted
 * addresses without four numbers and a colon at the end, which the server takes, are refused.
 */
class InetTextPropertyTest {
  private static final int TEXTS = 4_000;
  private static final String MUTATIONS = "0123456789abfFg.:/% -+x";

  /** Dots that are not those of four numbers, or a single colon at the end. */
  private static final Pattern SLOPPY =
      Pattern.compile("^(?=.*[.])(?!(.*:)?\\d+([.]\\d+){3}(/|$))|[^:]:/");

  private static final Table TABLE = Table.of("addresses", Column.of("address", Types.INET));

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void areReadAsTheServerReadsThem(long seed) throws SQLException {
    List<String> texts = texts(new Random(seed));

    List<String> differences = new ArrayList<>();
    List<@Nullable String> expected = sentByServer(texts);
    for (int i = 0; i < texts.size(); i++) {
      String ours = sentByUs(texts.get(i));
      boolean isSloppy = SLOPPY.matcher(texts.get(i)).find();
      if (!Objects.equals(ours, isSloppy ? null : expected.get(i))) {
        differences.add("%s: %s, not %s".formatted(texts.get(i), ours, expected.get(i)));
      }
    }

    assertThat(differences).as("seed %d", seed).isEmpty();
    assertThat(expected)
        .as("valid texts")
        .filteredOn(text -> text != null)
        .hasSizeGreaterThan(TEXTS / 2);
    assertThat(expected)
        .as("invalid texts")
        .filteredOn(text -> text == null)
        .hasSizeGreaterThan(TEXTS / 10);
  }

  private static List<String> texts(Random random) {
    RandomTexts addresses = new RandomTexts(random);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      String text = addresses.networkAddress();
      for (int mutations = random.nextInt(3); mutations > 0; mutations--) {
        text = mutated(text, random);
      }
      texts.add(text);
    }
    return texts;
  }

  private static String mutated(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(3));
    String middle =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> text.substring(from, to).repeat(2);
          default -> Character.toString(MUTATIONS.charAt(random.nextInt(MUTATIONS.length())));
        };
    return text.substring(0, from) + middle + text.substring(to);
  }

  private static @Nullable String sentByUs(String text) {
    RowBuffer buffer = new RowBuffer(new ChunkPool(0));
    try {
      new RowEncoder(TABLE.columns(), List.of("inet"))
          .encode(Records.record(TABLE, Records.row(text)), 0, 1, buffer, RowKeys.NONE);
    } catch (InvalidInput refused) {
      return null;
    }
    return HexFormat.of().formatHex(buffer.array(), 6, buffer.position());
  }

  private static List<@Nullable String> sentByServer(List<String> texts) throws SQLException {
    String query =
        """
        SELECT encode(CASE WHEN pg_input_is_valid(text, 'inet') THEN inet_send(text::inet) END, 'hex')
        FROM unnest(?) WITH ORDINALITY given (text, number) ORDER BY number
        """;
    List<@Nullable String> sent = new ArrayList<>();
    try (Connection connection = PostgresServer.shared().administration().connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      Array array = connection.createArrayOf("text", texts.toArray());
      statement.setArray(1, array);
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          sent.add(answer.getString(1));
        }
      }
    }
    return sent;
  }
}
