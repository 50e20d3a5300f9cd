package io.cqdestination.core.value;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.BitBuilder;
import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.ListBuilder;
import io.cqdestination.core.record.StructBuilder;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.text.TextReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a column of Java objects: the way back of {@link JavaValue}, whose classes it takes, and
 * for whole numbers any of the classes that it names. Used by one thread.
 */
public final class JavaColumn {
  private final ColumnType type;
  private final ColumnBuilder builder;
  private final Consumer<Object> values;

  private JavaColumn(ColumnType type, ColumnBuilder builder, Consumer<Object> values) {
    this.type = type;
    this.builder = builder;
    this.values = values;
  }

  public static JavaColumn of(ColumnType type) {
    return switch (type) {
      case ColumnType.BooleanType _ -> {
        BitBuilder builder = new BitBuilder();
        yield new JavaColumn(type, builder, value -> builder.append((Boolean) value));
      }
      case ColumnType.ListType list -> list(type, list);
      case ColumnType.MapType(ColumnType.StructType entry) ->
          list(
              type,
              new ColumnType.ListType(Column.of("entries", entry), new ListLayout.Offsets(false)));
      case ColumnType.StructType struct -> struct(struct);
      default -> ColumnLayout.of(type).hasOffsets() ? variable(type) : fixed(type);
    };
  }

  /** A column of values in the text form that {@link JavaValue#text} gives, as Strings. */
  public static JavaColumn ofTexts(ColumnType type) {
    TextReader reader = TextReader.of(type);
    return new JavaColumn(
        type,
        reader.column(),
        value -> {
          byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
          reader.add(text, 0, text.length);
        });
  }

  /**
   * Adds a value.
   *
   * @throws InvalidInput when it is none of the type; the column can then only be dropped
   */
  public void add(@Nullable Object value) {
    if (value == null) {
      builder.appendNull();
      return;
    }
    try {
      values.accept(value);
    } catch (ClassCastException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException unfit) {
      throw new InvalidInput(
          "%s \"%s\" is no %s".formatted(value.getClass().getSimpleName(), value, type), unfit);
    }
  }

  /** Bytes that the values take so far. */
  public int byteSize() {
    return builder.byteSize();
  }

  /** The column of all values so far. */
  public ColumnView build() {
    return builder.build(type);
  }

  private static JavaColumn fixed(ColumnType type) {
    FixedWidthBuilder builder = new FixedWidthBuilder(ColumnLayout.of(type).width());
    return new JavaColumn(type, builder, value -> FixedValue.append(type, value, builder));
  }

  private static JavaColumn variable(ColumnType type) {
    VariableWidthBuilder builder = new VariableWidthBuilder();
    return new JavaColumn(
        type,
        builder,
        switch (type) {
          case ColumnType.BinaryType _, ColumnType.BinaryViewType _, ColumnType.MacType _ ->
              value -> builder.append((byte[]) value);
          default -> value -> builder.append(((String) value).getBytes(StandardCharsets.UTF_8));
        });
  }

  private static JavaColumn list(ColumnType type, ColumnType.ListType list) {
    JavaColumn elements = of(list.element().type());
    ListBuilder builder = new ListBuilder(list, elements.builder);
    return new JavaColumn(
        type,
        builder,
        value -> {
          Collection<?> collection = (Collection<?>) value;
          if (list.layout() instanceof ListLayout.Fixed(int size) && collection.size() != size) {
            throw new IllegalArgumentException("not " + size + " elements");
          }
          collection.forEach(elements::add);
          builder.append();
        });
  }

  private static JavaColumn struct(ColumnType.StructType type) {
    List<JavaColumn> fields = type.fields().stream().map(Column::type).map(JavaColumn::of).toList();
    StructBuilder builder =
        new StructBuilder(type, fields.stream().map(field -> field.builder).toList());
    return new JavaColumn(
        type,
        builder,
        value -> {
          Collection<?> collection = (Collection<?>) value;
          if (collection.size() != fields.size()) {
            throw new IllegalArgumentException("not " + fields.size() + " fields");
          }
          Iterator<?> rest = collection.iterator();
          fields.forEach(field -> field.add(rest.next()));
          builder.append();
        });
  }
}
