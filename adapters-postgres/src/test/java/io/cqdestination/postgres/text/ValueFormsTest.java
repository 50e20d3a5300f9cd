package io.cqdestination.postgres.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.text.ByteSink;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of a value and its binary form are one and the same value. */
class ValueFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean|t",
        "boolean|f",
        "smallint|-32768",
        "integer|2147483647",
        "bigint|-9223372036854775808",
        "real|0.10000000149011612",
        "real|NaN",
        "double precision|-Infinity",
        "double precision|-0.0",
        "double precision|1.7976931348623157E308",
        "numeric(20,0)|18446744073709551615",
        "numeric|0",
        "numeric|0.000",
        "numeric|-0.00012300",
        "numeric|10000",
        "numeric|99990000.0001",
        "numeric|NaN",
        "text|a",
        "bytea|\\x00ff",
        "jsonb|{\"a\": [1]}",
        "uuid|00112233-4455-6677-8899-aabbccddeeff",
        "inet|10.0.0.1/8",
        "inet|2001:db8::/32",
        "date|2000-01-01",
        "date|4714-11-24 BC",
        "date|5874897-12-31",
        "date|infinity",
        "time without time zone|24:00:00.000000",
        "timestamp without time zone|1999-12-31 23:59:59.999999",
        "timestamp without time zone|4714-11-24 00:00:00.000000 BC",
        "timestamp without time zone|294276-12-31 23:59:59.999999",
        "timestamp without time zone|-infinity",
        "text[]|{}",
        "text[]|{NULL,\"NULL\",\"\",\"a,b\",\"\\\"\\\\{}\"}",
        "bytea[]|{\"\\\\x00\"}",
        "bigint[]|{\"1\",NULL}"
      })
  void textBecomesBinaryAndTextAgain(String type, String text) {
    ValueForm form = ValueForms.of(type);
    ByteSink binary = new ByteSink();
    form.appendBinary(text, binary);
    // Behind other bytes, as fields are.
    byte[] bytes = new byte[binary.length() + 3];
    System.arraycopy(binary.toByteArray(), 0, bytes, 3, binary.length());
    ByteSink again = new ByteSink();
    form.appendText(bytes, 3, binary.length(), again);

    assertThat(new String(again.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigint|x",
        "numeric|1.2.3",
        "bytea|abc",
        "uuid|zz",
        "date|2000-13-01",
        "timestamp without time zone|2000-01-01",
        "time without time zone|noon",
        "inet|here",
        "text[]|{{a},{b}}",
        "text[]|{a",
        "text[]|a"
      })
  void malformedTextIsNamed(String type, String text) {
    assertThatThrownBy(() -> ValueForms.of(type).appendBinary(text, new ByteSink()))
        .isInstanceOf(InvalidInput.class);
  }
}
