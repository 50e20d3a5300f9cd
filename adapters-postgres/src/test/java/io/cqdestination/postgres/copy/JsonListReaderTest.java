package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.postgres.fixture.ColumnValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements of a JSON array are its texts, whatever is in them. */
class JsonListReaderTest {
  @Test
  void elementsAreTheTextsBetweenCommasOfTheArrayItself() {
    assertThat(elements("[]")).isEmpty();
    assertThat(elements(" [ ] ")).isEmpty();
    assertThat(elements("[1, -2.5e3 ,true,\"\"]")).containsExactly("1", "-2.5e3", "true", "\"\"");
    assertThat(elements("[{\"a\": [1, {\"b\": []}], \"c\": 2}, [[], 3]]"))
        .containsExactly("{\"a\": [1, {\"b\": []}], \"c\": 2}", "[[], 3]");
    assertThat(elements("[\"],}\\\"[\", \"\\\\\", \"ü🐘 \"]"))
        .containsExactly("\"],}\\\"[\"", "\"\\\\\"", "\"ü🐘 \"");
  }

  @Test
  void aNullIsANullAndAStringThatSaysSoIsNot() {
    assertThat(elements("[null, \"null\", [null]]"))
        .isEqualTo(Arrays.asList(null, "\"null\"", "[null]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "1", "null", "\"[]\""})
  void whatIsNoArrayIsRefused(String json) {
    assertThatThrownBy(() -> elements(json)).isInstanceOf(InvalidInput.class);
  }

  /** The text stands between other bytes, as in a row. */
  private static List<@Nullable Object> elements(String json) {
    VariableWidthBuilder column = new VariableWidthBuilder();
    byte[] bytes = ("]," + json + "],").getBytes(StandardCharsets.UTF_8);
    int count = JsonListReader.read(bytes, 2, bytes.length - 2, column);
    List<@Nullable Object> values = ColumnValues.values(column.build(new ColumnType.JsonType()));
    assertThat(values).hasSize(count);
    return values;
  }
}
