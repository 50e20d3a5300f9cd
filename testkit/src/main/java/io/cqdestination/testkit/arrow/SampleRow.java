package io.cqdestination.testkit.arrow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row's values in the order of the columns. What a value may be:
 *
 * <ul>
 *   <li>null in every column, also in one that is not nullable
 *   <li>a {@code Boolean}; any {@code Number} for numbers ({@code BigInteger} for large unsigned
 *       ones); a {@code BigDecimal} for decimals
 *   <li>a {@code String} (its UTF-8 bytes) or {@code byte[]} for text, binary, json, inet and mac;
 *       a {@code java.util.UUID} for uuid
 *   <li>for times the class of java.time, or a {@code Number} that is stored as it is: {@code
 *       Instant} or {@code LocalDateTime} (taken as UTC), {@code LocalDate}, {@code LocalTime},
 *       {@code Duration}, {@code Period} (months), Arrow's {@code PeriodDuration} (other intervals)
 *   <li>a {@code List} for lists and for structs, a {@code Map} for maps
 * </ul>
 */
public record SampleRow(List<@Nullable Object> values) {

  public SampleRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** A row of the given values. */
  public static SampleRow row(@Nullable Object... values) {
    return new SampleRow(Arrays.asList(values));
  }

  /** A row of a {@link SampleTable#synced} table, with a new {@code _cq_id} and no parent. */
  public static SampleRow synced(String source, Instant syncTime, @Nullable Object... values) {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(syncTime, source));
    all.add(UUID.randomUUID());
    all.add(null);
    all.addAll(Arrays.asList(values));
    return new SampleRow(all);
  }
}
