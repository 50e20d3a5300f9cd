package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords arrive as they are, and never show. */
class SecretsTest {
  private static final int ROUNDS = 5_000;
  private static final String SECRET = "Qx7Zw9Kj";

  @Test
  void anyPasswordSurvivesBothForms() {
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      String password = randomText(random);
      String uri = "postgresql://jack:%s@h/d".formatted(percentEncoded(password));
      String keywords = "host=h user=jack password = %s dbname=d".formatted(quoted(password));
      String unquoted = "host=h user=jack password=%s dbname=d".formatted(escaped(password));
      for (String string : new String[] {uri, keywords, unquoted}) {
        ConnectionSettings settings = Connecting.settings(string);
        assertThat(settings.password()).isEqualTo(password);
        assertThat(settings.database()).isEqualTo("d");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = 'Qx7Zw9Kj' host",
        "password = 'Qx7Zw9Kj host=h",
        "password='it's Qx7Zw9Kj' host=h",
        "host=h password=two Qx7Zw9Kj",
        "host= password=Qx7Zw9Kj",
        "postgres:// password=Qx7Zw9Kj",
        "postgres://h:8/d password='Qx7Zw9Kj'",
        "host=h\\ password=Qx7Zw9Kj",
        "host=h dbname='d sslpassword = Qx7Zw9Kj'",
        "host=h password=two Qx7Zw9Kj port=none",
        "Qx7Zw9Kj",
        "postgres://jack:Qx7Zw9Kj@h:port/d",
        "postgres://jack:a@Qx7Zw9Kj@h/d",
        "postgres://jack:a@Qx7Zw9Kj/b@h/d",
        "postgres://jack:a/Qx7Zw9Kj@h/d",
        "postgres://jack:a@h:Qx7Zw9Kj@h/d",
        "postgres://jack:%zzQx7Zw9Kj@h/d",
        "postgres://jack:Qx7Zw9Kj@h/d?x",
        "postgres://h/d?password=Qx7Zw9Kj=",
        "postgres://h/d?password=Qx7Zw9Kj&sslmode=none",
        "host=h sslpassword=Qx7Zw9Kj sslcert=/nowhere/a sslkey=/nowhere/b"
      })
  void aBrokenStringDoesNotShowItsPassword(String string) {
    assertThat(refusalOf(string)).isNotEmpty().doesNotContain("Qx7Zw9Kj");
  }

  /** Whatever is inserted, left out or doubled somewhere: no piece of the password shows. */
  @Test
  void noMutilatedStringShowsItsPassword() {
    String[] strings = {
      "postgresql://jack:%s@db.example:5432/orders?sslmode=require&connect_timeout=5"
          .formatted(SECRET),
      "host=db.example port=5432 user=jack password=%s dbname=orders connect_timeout=5"
          .formatted(SECRET),
      "host=db.example user = jack password = '%s' dbname = orders connect_timeout=5"
          .formatted(SECRET)
    };
    String insertions = "@:/?=&'\\ %[],0\0x";
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder string = new StringBuilder(strings[round % strings.length]);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int index = random.nextInt(string.length());
        if (random.nextBoolean()) {
          string.insert(index, insertions.charAt(random.nextInt(insertions.length())));
        } else {
          string.deleteCharAt(index);
        }
      }
      String refusal = refusalOf(string.toString());
      if (!refusal.isEmpty()) {
        refused++;
        for (int index = 0; index + 3 <= SECRET.length(); index++) {
          assertThat(refusal)
              .as(string.toString())
              .doesNotContain(SECRET.substring(index, index + 3));
        }
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void textFormsHoldNoSecret() {
    ConnectionSettings settings =
        Connecting.settings(
            "host=h user=jack password=%s sslpassword=%s sslmode=disable"
                .formatted(SECRET, SECRET));
    assertThat(settings.password()).isEqualTo(SECRET);
    assertThat(settings.toString()).contains("jack").doesNotContain(SECRET);
    ClientEnvironment environment =
        new ClientEnvironment(
            java.util.Map.of("PGPASSWORD", SECRET),
            Optional.empty(),
            Optional.empty(),
            java.util.List.of());
    assertThat(environment.toString()).doesNotContain(SECRET);
  }

  /** The messages of the refusal and its causes; empty when the string is accepted. */
  private static String refusalOf(String string) {
    try {
      ConnectionSettings settings = Connecting.settings(string);
      if (settings.password().length() > 3) {
        assertThat(settings.toString()).doesNotContain(settings.password());
      }
      return "";
    } catch (InvalidConnectionString e) {
      StringBuilder messages = new StringBuilder();
      for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
        messages.append(cause).append('\n');
      }
      return messages.toString();
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(20); length > 0; length--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append("%@:/?#[]&='\" \\+,\t\n".charAt(random.nextInt(18)));
        case 1 -> text.append((char) (1 + random.nextInt(126)));
        case 2 -> text.append((char) (0x80 + random.nextInt(0xd800 - 0x80)));
        default -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
      }
    }
    return text.toString();
  }

  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02X".formatted(value & 0xff));
    }
    return encoded.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Without quotes: a backslash before everything that means something. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\' \t\n\r\u000B\f])", "\\\\$1");
  }
}
