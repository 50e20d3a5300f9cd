package io.cqdestination.core.record;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column type lie in buffers, worked out once for a schema instead of for every
 * record. Immutable.
 *
 * <p>Source: the Apache Arrow columnar format, "Physical Memory Layout".
 */
public final class ColumnLayout {
  private final ColumnType type;
  private final boolean hasValidity;
  private final boolean hasOffsets;
  private final boolean largeOffsets;
  private final boolean hasValues;
  private final int width;
  private final List<ColumnLayout> children;

  private ColumnLayout(ColumnType type) {
    this.type = type;
    this.hasValidity = !(type instanceof ColumnType.NullType);
    this.hasOffsets = offsets(type);
    this.largeOffsets = wideOffsets(type);
    this.hasValues = values(type);
    this.width = bytes(type);
    this.children =
        switch (type) {
          case ColumnType.ListType list -> List.of(of(list.element().type()));
          case ColumnType.MapType map -> List.of(of(map.entry()));
          case ColumnType.StructType struct ->
              struct.fields().stream().map(Column::type).map(ColumnLayout::of).toList();
          default -> List.of();
        };
  }

  public static ColumnLayout of(ColumnType type) {
    return new ColumnLayout(type);
  }

  public ColumnType type() {
    return type;
  }

  /** Whether the type has a validity buffer. */
  public boolean hasValidity() {
    return hasValidity;
  }

  /** Whether the type has an offsets buffer. */
  public boolean hasOffsets() {
    return hasOffsets;
  }

  /** Whether offsets have 64 bits. */
  public boolean largeOffsets() {
    return largeOffsets;
  }

  /** Whether the type has a values buffer of its own. */
  public boolean hasValues() {
    return hasValues;
  }

  /**
   * Bytes a value, elements a list for fixed-size lists; 0 where values have lengths of their own
   * or no values buffer (one bit a value counts as 0).
   */
  public int width() {
    return width;
  }

  /** Of the elements of a list or map, or of the fields of a struct. */
  public List<ColumnLayout> children() {
    return children;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ColumnLayout layout && layout.type.equals(type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  private static int bytes(ColumnType type) {
    return switch (type) {
      case ColumnType.IntegerType integer -> integer.bits() / 8;
      case ColumnType.FloatingPointType number -> number.bits() / 8;
      case ColumnType.DecimalType decimal -> decimal.bits() / 8;
      case ColumnType.FixedBinaryType binary -> binary.width();
      case ColumnType.TimestampType _, ColumnType.DurationType _ -> 8;
      case ColumnType.TimeType time ->
          time.unit() == TimeUnit.SECOND || time.unit() == TimeUnit.MILLISECOND ? 4 : 8;
      case ColumnType.DateType date -> date.milliseconds() ? 8 : 4;
      case ColumnType.IntervalType interval ->
          switch (interval.unit()) {
            case YEAR_MONTH -> 4;
            case DAY_TIME -> 8;
            case MONTH_DAY_NANO -> 16;
          };
      case ColumnType.UuidType _ -> 16;
      case ColumnType.ListType(_, ListLayout.Fixed(int size)) -> size;
      case ColumnType.BooleanType _,
          ColumnType.TextType _,
          ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.JsonType _,
          ColumnType.InetType _,
          ColumnType.MacType _,
          ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.NullType _,
          ColumnType.OpaqueType _ ->
          0;
    };
  }

  private static boolean offsets(ColumnType type) {
    return switch (type) {
      case ColumnType.TextType _,
          ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.JsonType _,
          ColumnType.InetType _,
          ColumnType.MacType _,
          ColumnType.MapType _,
          ColumnType.OpaqueType _ ->
          true;
      case ColumnType.ListType list -> list.layout() instanceof ListLayout.Offsets;
      default -> false;
    };
  }

  private static boolean values(ColumnType type) {
    return switch (type) {
      case ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.NullType _ ->
          false;
      default -> true;
    };
  }

  private static boolean wideOffsets(ColumnType type) {
    return switch (type) {
      case ColumnType.TextType text -> text.large();
      case ColumnType.BinaryType binary -> binary.large();
      case ColumnType.ListType(_, ListLayout.Offsets(boolean large)) -> large;
      default -> false;
    };
  }
}
