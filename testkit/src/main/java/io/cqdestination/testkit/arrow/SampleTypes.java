package io.cqdestination.testkit.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Every type a column can have that Arrow's Java library can write. What Java values each one takes
 * is said at {@link SampleRow}.
 */
public final class SampleTypes {

  private static final String ELEMENT = "item";

  private SampleTypes() {}

  public static SampleType bool() {
    return plain(new ArrowType.Bool());
  }

  public static SampleType int8() {
    return plain(new ArrowType.Int(8, true));
  }

  public static SampleType int16() {
    return plain(new ArrowType.Int(16, true));
  }

  public static SampleType int32() {
    return plain(new ArrowType.Int(32, true));
  }

  public static SampleType int64() {
    return plain(new ArrowType.Int(64, true));
  }

  public static SampleType uint8() {
    return plain(new ArrowType.Int(8, false));
  }

  public static SampleType uint16() {
    return plain(new ArrowType.Int(16, false));
  }

  public static SampleType uint32() {
    return plain(new ArrowType.Int(32, false));
  }

  public static SampleType uint64() {
    return plain(new ArrowType.Int(64, false));
  }

  public static SampleType float16() {
    return plain(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
  }

  public static SampleType float32() {
    return plain(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
  }

  public static SampleType float64() {
    return plain(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
  }

  public static SampleType decimal128(int precision, int scale) {
    return plain(new ArrowType.Decimal(precision, scale, 128));
  }

  public static SampleType decimal256(int precision, int scale) {
    return plain(new ArrowType.Decimal(precision, scale, 256));
  }

  public static SampleType text() {
    return plain(new ArrowType.Utf8());
  }

  public static SampleType largeText() {
    return plain(new ArrowType.LargeUtf8());
  }

  public static SampleType textView() {
    return plain(new ArrowType.Utf8View());
  }

  public static SampleType binary() {
    return plain(new ArrowType.Binary());
  }

  public static SampleType largeBinary() {
    return plain(new ArrowType.LargeBinary());
  }

  public static SampleType binaryView() {
    return plain(new ArrowType.BinaryView());
  }

  public static SampleType fixedBinary(int width) {
    return plain(new ArrowType.FixedSizeBinary(width));
  }

  /** Days since 1970, 32 bits. */
  public static SampleType date32() {
    return plain(new ArrowType.Date(DateUnit.DAY));
  }

  /** Milliseconds since 1970, 64 bits. */
  public static SampleType date64() {
    return plain(new ArrowType.Date(DateUnit.MILLISECOND));
  }

  /** Time of day, in 32 bits for seconds and milliseconds, otherwise in 64. */
  public static SampleType time(TimeUnit unit) {
    boolean coarse = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
    return plain(new ArrowType.Time(unit, coarse ? 32 : 64));
  }

  /** Instants; without a zone when it is null. */
  public static SampleType timestamp(TimeUnit unit, @Nullable String zone) {
    return plain(new ArrowType.Timestamp(unit, zone));
  }

  /** The usual timestamp of CloudQuery: microseconds, UTC. */
  public static SampleType timestamp() {
    return timestamp(TimeUnit.MICROSECOND, "UTC");
  }

  public static SampleType duration(TimeUnit unit) {
    return plain(new ArrowType.Duration(unit));
  }

  public static SampleType interval(IntervalUnit unit) {
    return plain(new ArrowType.Interval(unit));
  }

  /** Arrow's null type, in which every value is null. */
  public static SampleType nothing() {
    return plain(new ArrowType.Null());
  }

  public static SampleType uuid() {
    return extension("uuid", new ArrowType.FixedSizeBinary(16));
  }

  public static SampleType json() {
    return extension("json", new ArrowType.Binary());
  }

  public static SampleType inet() {
    return extension("inet", new ArrowType.Binary());
  }

  public static SampleType mac() {
    return extension("mac", new ArrowType.Binary());
  }

  public static SampleType list(SampleType element) {
    return nested(new ArrowType.List(), element.field(ELEMENT));
  }

  public static SampleType largeList(SampleType element) {
    return nested(new ArrowType.LargeList(), element.field(ELEMENT));
  }

  public static SampleType fixedList(int size, SampleType element) {
    return nested(new ArrowType.FixedSizeList(size), element.field(ELEMENT));
  }

  /** Fields in the order of the arguments: name, type, name, type … */
  public static SampleType struct(String name, SampleType type, Object... more) {
    List<Field> fields = new ArrayList<>(List.of(type.field(name)));
    for (int i = 0; i < more.length; i += 2) {
      fields.add(((SampleType) more[i + 1]).field((String) more[i]));
    }
    return nested(new ArrowType.Struct(), fields.toArray(Field[]::new));
  }

  public static SampleType map(SampleType key, SampleType value) {
    SampleType entry =
        nested(new ArrowType.Struct(), key.field("key", false, Map.of()), value.field("value"));
    return nested(new ArrowType.Map(false), entry.field("entries", false, Map.of()));
  }

  /** Runs of equal values: one example of the types that have no counterpart in SQL. */
  public static SampleType runEndEncoded(SampleType value) {
    return nested(
        new ArrowType.RunEndEncoded(),
        int32().field("run_ends", false, Map.of()),
        value.field("values"));
  }

  private static SampleType plain(ArrowType storage) {
    return new SampleType(storage, List.of(), Map.of());
  }

  private static SampleType nested(ArrowType storage, Field... children) {
    return new SampleType(storage, List.of(children), Map.of());
  }

  /** A client sends the extension in the field's metadata, because the types need no registry. */
  private static SampleType extension(String name, ArrowType storage) {
    return new SampleType(
        storage,
        List.of(),
        Map.of("ARROW:extension:name", name, "ARROW:extension:metadata", name + "-serialized"));
  }
}
