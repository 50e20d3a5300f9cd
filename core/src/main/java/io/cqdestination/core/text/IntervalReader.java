package io.cqdestination.core.text;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.ColumnType.IntervalType;
import io.cqdestination.core.table.IntervalUnit;

/** Intervals: objects of numbers with names, or a number of months alone. */
record IntervalReader(FixedWidthBuilder column, IntervalUnit unit) implements JsonReader {

  static IntervalReader of(IntervalType type) {
    return new IntervalReader(new FixedWidthBuilder(ColumnLayout.of(type).width()), type.unit());
  }

  @Override
  public void read(JsonCursor json) {
    byte[] value = new byte[2 * Long.BYTES];
    try {
      if (unit == IntervalUnit.YEAR_MONTH && !json.isAt('{')) {
        put("months", json.takeScalar(), value);
      } else {
        json.expect('{');
        do {
          String name = json.takeString();
          json.expect(':');
          put(name, json.takeScalar(), value);
        } while (json.take(','));
        json.expect('}');
      }
    } catch (NumberFormatException malformed) {
      throw new InvalidInput("a part of an interval is no number", malformed);
    }
    column.append(value, 0);
  }

  private void put(String name, String number, byte[] value) {
    int at =
        switch (unit) {
          case YEAR_MONTH -> name.equals("months") ? 0 : -1;
          case DAY_TIME -> name.equals("days") ? 0 : name.equals("milliseconds") ? 4 : -1;
          case MONTH_DAY_NANO ->
              switch (name) {
                case "months" -> 0;
                case "days" -> 4;
                case "nanoseconds" -> 8;
                default -> -1;
              };
        };
    if (at < 0) {
      throw new InvalidInput("the interval asked for has no part \"%s\"".formatted(name));
    }
    if (at == Long.BYTES) {
      LittleEndian.putLong(value, at, Long.parseLong(number));
    } else {
      LittleEndian.putInt(value, at, Integer.parseInt(number));
    }
  }
}
