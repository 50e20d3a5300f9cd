package io.cqdestination.postgres.copy;

import static io.cqdestination.postgres.fixture.Types.fixedBinary;

import io.cqdestination.postgres.fixture.Types;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts, bytes and addresses of hardware are what the server itself sends. */
@Tag("every-version")
class TextAndBinaryEncodersTest {
  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  @Test
  void texts() {
    golden
        .sql("VALUES ('grüße 🐘'), (''), (E'tab\\t\\\\ \"'), (repeat('x', 100000)), (NULL)")
        .isSentFor(Types.TEXT, "grüße 🐘", "", "tab\t\\ \"", "x".repeat(100_000), null);
    golden.sql("VALUES ('a'), (NULL), ('b')").isSentFor(Types.LARGE_TEXT, "a", null, "b");
    golden.sql("VALUES ('{1=a}')").isSentFor(Types.OPAQUE, "{1=a}");
  }

  @Test
  void textsWithoutTheirNuls() {
    golden
        .sql("VALUES ('ab'), (''), ('clean and long enough for eight'), ('ü'), (NULL)")
        .isSentFor(Types.TEXT, "\0a\0\0b\0", "\0", "clean and long enough for eight", "\0ü", null);
  }

  @Test
  void bytes() {
    golden
        .sql("VALUES ('\\x00ff10'::bytea), ('\\x'), (NULL)")
        .isSentFor(Types.BINARY, "00ff10", "", null);
    golden
        .sql("VALUES ('\\x00'::bytea), (NULL), ('\\xfe')")
        .isSentFor(Types.LARGE_BINARY, "00", null, "fe");
  }

  @Test
  void bytesOfOneLengthAndViewsAsBase64() {
    golden
        .sql("VALUES (encode('\\x00ff10ab', 'base64')), (NULL), ('AQIDBA==')")
        .isSentFor(fixedBinary(4), "00ff10ab", null, "01020304");
    golden
        .sql("VALUES (encode('\\xfb', 'base64')), (''), (NULL)")
        .isSentFor(Types.BINARY_VIEW, "fb", "", null);
  }

  @Test
  void bytesOfNoLength() {
    golden.sql("VALUES (''), (NULL)").isSentFor(fixedBinary(0), "", null);
  }

  @Test
  void uuids() {
    golden
        .sql("VALUES ('00112233-4455-6677-8899-aabbccddeeff'::uuid), (NULL)")
        .isSentFor(Types.UUID, UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), null);
  }

  @Test
  void hardwareAddresses() {
    golden
        .sql("VALUES ('08:00:2b:01:02:03'::macaddr), (NULL), ('ff:ff:ff:ff:ff:ff')")
        .isSentFor(Types.MAC, "08002b010203", null, "ffffffffffff");
  }

  @Test
  void hardwareAddressesAsText() {
    golden
        .sql("VALUES ('08:00:2b:01:02:03'), (NULL), ('01:02:03:04:05:06:07:08')")
        .isSentTo("text", Types.MAC, "08002b010203", null, "0102030405060708");
  }

  @Test
  void jsonAsTheServerWritesIt() {
    golden
        .sql(
            """
            VALUES ('{"a": [1, 2.50, null, true], "b": "grüße"}'::jsonb), ('null'), ('"\\n"'),
              (NULL)
            """)
        .isSentFor(
            Types.JSON,
            "{\"a\": [1, 2.50, null, true], \"b\": \"grüße\"}",
            "null",
            "\"\\n\"",
            null);
  }
}
