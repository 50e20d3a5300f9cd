package io.cqdestination.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cqdestination.core.table.ColumnType.DecimalType;
import io.cqdestination.core.table.ColumnType.FloatingPointType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.MapType;
import io.cqdestination.core.table.ColumnType.NullType;
import io.cqdestination.core.table.ColumnType.StructType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that no value can have do not exist. */
class ColumnTypeTest {

  @Test
  void refusesWidthsThatArrowDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerType(24, true))
        .withMessage("unsupported width of 24 bits");
    assertThatIllegalArgumentException().isThrownBy(() -> new FloatingPointType(8));
    assertThatIllegalArgumentException().isThrownBy(() -> new DecimalType(16, 4, 0));
  }

  @ParameterizedTest
  @CsvSource({"32, 9", "64, 18", "128, 38", "256, 76"})
  void aDecimalHasAsManyDigitsAsFitIntoItsBits(int bits, int most) {
    assertThat(new DecimalType(bits, most, most).precision()).isEqualTo(most);
    assertThat(new DecimalType(bits, 1, -most).scale()).isEqualTo(-most);
    assertThat(new DecimalType(bits, 1, most + 1).scale()).isEqualTo(most + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> new DecimalType(bits, most + 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new DecimalType(bits, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new DecimalType(bits, most, 1_001));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecimalType(bits, most, Integer.MIN_VALUE));
  }

  @Test
  void aMapEntryHasAKeyAndAValue() {
    StructType one = new StructType(List.of(Column.of("key", new NullType())));
    assertThatIllegalArgumentException().isThrownBy(() -> new MapType(one));
  }
}
