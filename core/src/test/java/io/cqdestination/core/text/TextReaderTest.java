package io.cqdestination.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values from their texts, in the forms that are written now, were before, and are elsewhere. */
class TextReaderTest {
  private static final ColumnType INT8 = new ColumnType.IntegerType(8, true);
  private static final ColumnType JSON = new ColumnType.JsonType();

  @ParameterizedTest
  @CsvSource({
    "SECOND, , 1970-01-01T00:00:01Z, 1",
    "SECOND, , 1970-01-01T00:00:01, 1",
    "SECOND, , 1970-01-01 00:00:01, 1",
    "SECOND, Europe/Berlin, 1970-01-01 00:00:01, 1",
    "SECOND, Europe/Berlin, 1970-01-01T01:00:01+01:00, 1",
    "SECOND, UTC, 1970-01-01T01:00:01+01:00, 1",
    "SECOND, Europe/Berlin, 1880-01-01T00:53:28+00:53, -2840140800",
    "SECOND, Europe/Berlin, 2024-10-27T02:30:00+02:00, 1729989000",
    "SECOND, Europe/Berlin, 2024-10-27T02:30:00+01:00, 1729992600",
    "SECOND, , 9223372036854775807s, 9223372036854775807",
    "SECOND, , -62167219201, -62167219201",
    "SECOND, , -0001-12-31T23:59:59Z, -62167219201",
    "MICROSECOND, , +294247-01-10 04:00:54.775807, 9223372036854775807",
    "MICROSECOND, , 294247-01-10T04:00:54.775807Z, 9223372036854775807",
    "NANOSECOND, , 1677-09-21T00:12:43.145224192Z, -9223372036854775808"
  })
  void timestamps(TimeUnit unit, @Nullable String zone, String text, long value) {
    ColumnType type = new ColumnType.TimestampType(unit, zone);
    assertThat(read(type, text).longValue(0)).isEqualTo(value);
  }

  static Stream<Arguments> refused() {
    ColumnType list = list(INT8, new ListLayout.Offsets(false));
    return Stream.of(
        Arguments.of(INT8, "128"),
        Arguments.of(INT8, "1.5"),
        Arguments.of(new ColumnType.IntegerType(64, false), "-1"),
        Arguments.of(new ColumnType.BooleanType(), "yes"),
        Arguments.of(new ColumnType.DecimalType(32, 9, 0), "1e999999999"),
        Arguments.of(new ColumnType.DecimalType(32, 9, 0), "99999999999"),
        Arguments.of(new ColumnType.DecimalType(32, 9, 0), "NaN"),
        Arguments.of(new ColumnType.FixedBinaryType(2), "AP8A"),
        Arguments.of(new ColumnType.UuidType(), "00"),
        Arguments.of(new ColumnType.MacType(), "0:1"),
        Arguments.of(new ColumnType.DateType(false), "2024-02-30"),
        Arguments.of(new ColumnType.TimeType(TimeUnit.SECOND), "25:00:00"),
        Arguments.of(new ColumnType.TimestampType(TimeUnit.SECOND, null), "5ms"),
        Arguments.of(
            new ColumnType.TimestampType(TimeUnit.NANOSECOND, null), "2500-01-01T00:00:00Z"),
        Arguments.of(new ColumnType.IntervalType(IntervalUnit.YEAR_MONTH), "{\"days\":1}"),
        Arguments.of(new ColumnType.IntervalType(IntervalUnit.DAY_TIME), "1"),
        Arguments.of(list, "[1"),
        Arguments.of(list, "[1,]"),
        Arguments.of(list, "[1 2]"),
        Arguments.of(list, "[1] 2"),
        Arguments.of(list(INT8, new ListLayout.Fixed(2)), "[1]"),
        Arguments.of(struct(), "{\"a\"}"),
        Arguments.of(struct(), "{\"a\\u00"),
        Arguments.of(struct(), "{\"\\u00zz\":1}"),
        Arguments.of(struct(), "{\"b\":[1}"),
        Arguments.of(struct(), "{\"b\":]}"),
        Arguments.of(struct(), "[]"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoValueIsRefused(ColumnType type, String text) {
    assertThatThrownBy(() -> read(type, text)).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "1", "null", "\"[]\""})
  void whatIsNoArrayIsNoList(String text) {
    assertThatThrownBy(() -> documents(text)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void longTextsAreNotShownWhole() {
    assertThatThrownBy(() -> read(INT8, "9".repeat(5_000)))
        .hasMessage("\"" + "9".repeat(100) + "…\" is no number of 8 bits");
  }

  @Test
  void elementsOfJsonAreTheTextsBetweenCommasOfTheArrayItself() {
    assertThat(documents("[]")).isEmpty();
    assertThat(documents(" [ ] ")).isEmpty();
    assertThat(documents("[1, -2.5e3 ,true,\"\"]")).containsExactly("1", "-2.5e3", "true", "\"\"");
    assertThat(documents("[{\"a\": [1, {\"b\": []}], \"c\": 2}, [[], 3]]"))
        .containsExactly("{\"a\":[1,{\"b\":[]}],\"c\":2}", "[[],3]");
    assertThat(documents("[\"],}\\\"[\", \"\\\\\", \"ü🐘 \"]"))
        .containsExactly("\"],}\\\"[\"", "\"\\\\\"", "\"ü🐘 \"");
  }

  @Test
  void aNullIsANullAndAStringThatSaysSoIsNot() {
    assertThat(documents("[null, \"null\", [null]]"))
        .isEqualTo(Arrays.asList(null, "\"null\"", "[null]"));
  }

  @Test
  void fieldsComeInAnyOrderAndWhatIsNotAskedForIsPassedOver() {
    assertThat(json(read(struct(), "{\"x\":[{}], \"b\" : 2,\"\\u0061\":1}")))
        .isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(json(read(struct(), "{\"b\":2}"))).isEqualTo("{\"a\":null,\"b\":2}");
    assertThat(json(read(struct(), " { } "))).isEqualTo("{\"a\":null,\"b\":null}");
  }

  private static ColumnType struct() {
    return new ColumnType.StructType(List.of(Column.of("b", INT8), Column.of("a", INT8)));
  }

  private static ColumnType list(ColumnType element, ListLayout layout) {
    return new ColumnType.ListType(Column.of("item", element), layout);
  }

  private static List<@Nullable String> documents(String text) {
    ColumnView elements = read(list(JSON, new ListLayout.Offsets(false)), text).elements();
    List<@Nullable String> documents = new ArrayList<>();
    for (int i = 0; i < elements.length(); i++) {
      documents.add(elements.isNull(i) ? null : Values.text(elements, i));
    }
    return documents;
  }

  private static String json(ColumnView column) {
    return Values.json(column, 0);
  }

  /** The text stands between other bytes, as in a row. */
  private static ColumnView read(ColumnType type, String text) {
    TextReader reader = TextReader.of(type);
    byte[] bytes = ("]," + text + "],").getBytes(StandardCharsets.UTF_8);
    reader.add(bytes, 2, bytes.length - 4);
    return reader.column().build(type);
  }
}
