package io.cqdestination.core.text;

import static io.cqdestination.core.text.Values.booleans;
import static io.cqdestination.core.text.Values.json;
import static io.cqdestination.core.text.Values.lists;
import static io.cqdestination.core.text.Values.numbers;
import static io.cqdestination.core.text.Values.struct;
import static io.cqdestination.core.text.Values.text;
import static io.cqdestination.core.text.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.ListBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ColumnType.MapType;
import io.cqdestination.core.table.ColumnType.StructType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ListLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON of nested values, and what is escaped in strings. */
class JsonTextTest {
  private static final ColumnType INT = new IntegerType(64, true);
  private static final ColumnType TEXT = new TextType(false);

  @ParameterizedTest
  @MethodSource
  void stringsAreEscapedWhereJsonWantsIt(String value, String inside) {
    assertThat(json(texts(TEXT, value), 0)).isEqualTo('"' + inside + '"');
  }

  static Stream<Arguments> stringsAreEscapedWhereJsonWantsIt() {
    return Stream.of(
        arguments("plain", "plain"),
        arguments("say \"hi\"", "say \\\"hi\\\""),
        arguments("back\\slash", "back\\\\slash"),
        arguments("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        arguments("\b\f\u0001\u001f\u007f", "\\u0008\\u000c\\u0001\\u001f\u007f"),
        arguments("nul\u0000gone", "nulgone"),
        arguments("\u0000", ""),
        arguments("é漢😀", "é漢😀"),
        arguments("/<>&'", "/\\u003c\\u003e\\u0026'"),
        arguments("\u2028\u2029\u202a", "\\u2028\\u2029\u202a"));
  }

  @Test
  void nullsAreNull() {
    assertThat(json(texts(TEXT, "a", null), 1)).isEqualTo("null");
    ColumnView nothing =
        new ColumnView(new ColumnType.NullType(), 1, 1, new byte[0], ColumnBuffers.NONE, List.of());
    assertThat(json(nothing, 0)).isEqualTo("null");
  }

  @Test
  void listsHaveTheirElementsInOrder() {
    ColumnView column = lists(list(INT), numbers(INT, 1L, null, 3L), 2, 2, 3);
    assertThat(json(column, 0)).isEqualTo("[1,null]").isEqualTo(text(column, 0));
    assertThat(json(column, 1)).isEqualTo("[]");
    assertThat(json(column, 2)).isEqualTo("[3]");
  }

  @Test
  void listsOfOneLengthNeedNoOffsets() {
    ListType type = new ListType(Column.of("item", INT), new ListLayout.Fixed(2));
    FixedWidthBuilder elements = new FixedWidthBuilder(8);
    ListBuilder builder = new ListBuilder(type, elements);
    elements.append(1);
    elements.append(2);
    builder.append();
    builder.appendNull();
    ColumnView column = builder.build(type);
    assertThat(json(column, 0)).isEqualTo("[1,2]");
    assertThat(json(column, 1)).isEqualTo("null");
  }

  @Test
  void listsOfListsNest() {
    ColumnView inner = lists(list(TEXT), texts(TEXT, "a", "b\"", null), 1, 1, 3);
    ColumnView column = lists(list(inner.type()), inner, 2, 3);
    assertThat(json(column, 0)).isEqualTo("[[\"a\"],[]]");
    assertThat(json(column, 1)).isEqualTo("[[\"b\\\"\",null]]");
  }

  @Test
  void structsAreObjectsInTheOrderOfTheirNames() {
    ColumnView column =
        struct(
            List.of("z", "a \"quoted\" name", "\u0000nul"),
            numbers(INT, 1L, null),
            texts(TEXT, "x", "y"),
            booleans(true, false));
    assertThat(json(column, 0))
        .isEqualTo("{\"a \\\"quoted\\\" name\":\"x\",\"nul\":true,\"z\":1}")
        .isEqualTo(text(column, 0));
    assertThat(json(column, 1)).startsWith("{\"a ").endsWith("\"z\":null}");
  }

  @Test
  void namesAreOrderedByTheBytesOfTheirJson() {
    List<String> names =
        List.of("a", "a!", "a b", "a<", "aA", "az", "a\"", "a\\", "a\n", "\uFFFD", "😀");
    ColumnView[] fields = new ColumnView[names.size()];
    Arrays.setAll(fields, i -> numbers(INT, (long) i));
    assertThat(json(struct(names, fields), 0))
        .isEqualTo(
            """
            {"a b":2,"a!":1,"a":0,"aA":4,"a\\"":6,"a\\\\":7,"a\\n":8,"a\\u003c":3,"az":5,\
            "\uFFFD":9,"😀":10}\
            """);
  }

  @Test
  void mapsAreListsOfEntries() {
    ColumnView entries =
        struct(List.of("k", "v"), texts(TEXT, "a", "b", "a"), numbers(INT, 1L, null, 3L));
    ColumnView column = lists(new MapType((StructType) entries.type()), entries, 2, 2, 3);
    assertThat(json(column, 0))
        .isEqualTo("[{\"key\":\"a\",\"value\":1},{\"key\":\"b\",\"value\":null}]")
        .isEqualTo(text(column, 0));
    assertThat(json(column, 1)).isEqualTo("[]");
    assertThat(json(column, 2)).isEqualTo("[{\"key\":\"a\",\"value\":3}]");
  }

  @Test
  void jsonInsideNestedValuesStaysJson() {
    ColumnType json = new ColumnType.JsonType();
    ColumnView column =
        lists(list(json), texts(json, " { \"a\" : [1.0 ,\n2] }", "null", "\"x <, \\\" y \""), 3);
    assertThat(json(column, 0)).isEqualTo("[{\"a\":[1.0,2]},null,\"x \\u003c, \\\" y \"]");
  }

  @Test
  void theSinkForgetsWhatCameBefore() {
    ByteSink sink = new ByteSink();
    sink.append("x".repeat(1000));
    sink.clear();
    JsonText.of(INT).append(numbers(INT, 5L), 0, sink);
    assertThat(sink.toByteArray()).isEqualTo(new byte[] {'5'});
  }

  private static ListType list(ColumnType element) {
    return new ListType(Column.of("item", element), new ListLayout.Offsets(false));
  }
}
