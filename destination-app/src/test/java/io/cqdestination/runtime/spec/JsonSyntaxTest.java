package io.cqdestination.runtime.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "invalid|invalid character 'i' looking for beginning of value",
        "{a: 1}|invalid character 'a' looking for beginning of object key string",
        "{\"a\" 1}|invalid character '1' after object key",
        "{\"a\": 1 \"b\"}|invalid character '\"' after object key:value pair",
        "{\"a\": 1,}|invalid character '}' looking for beginning of object key string",
        "[1, ]|invalid character ']' looking for beginning of value",
        "[1 2]|invalid character '2' after array element",
        "{} {}|invalid character '{' after top-level value",
        "{\"a\": tru}|invalid character '}' in literal true (expecting 'e')",
        "\"\\x\"|invalid character 'x' in string escape code",
        "\"\\u00g0\"|invalid character 'g' in \\u hexadecimal character escape",
        "-a|invalid character 'a' in numeric literal",
        "1.a|invalid character 'a' after decimal point in numeric literal",
        "1e+a|invalid character 'a' in exponent of numeric literal",
        "01|invalid character '1' after top-level value",
        "'a'|invalid character '\\'' looking for beginning of value",
        "{\"a\": 1|unexpected end of JSON input",
        "\"a|unexpected end of JSON input",
        "1.|unexpected end of JSON input",
      })
  void a_fault_has_the_words_of_go(String text, String words) {
    assertThat(JsonSyntax.fault(text.getBytes(StandardCharsets.UTF_8))).contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void nothing_at_all_is_an_unexpected_end(String text) {
    assertThat(JsonSyntax.fault(text.getBytes(StandardCharsets.UTF_8)))
        .contains("unexpected end of JSON input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { \"a\" : [ ] , \"b\" : [ 1 , -0.5e-7 , \"\\u00e9\\n\u00e9\" , null , true , false ] } ",
      })
  void json_has_no_fault(String text) {
    assertThat(JsonSyntax.fault(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void what_is_nested_without_end_is_given_up(String text) {
    assertThat(JsonSyntax.fault(text.repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .contains("exceeded max depth");
  }
}
