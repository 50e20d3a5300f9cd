package io.cqdestination.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeUnitTest {

  @ParameterizedTest
  @EnumSource
  void aCountIsItsSecondsAndTheirRest(TimeUnit unit) {
    for (long count : new long[] {0, 1, -1, 1_234_567_890_123L, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(unit.count(unit.seconds(count), unit.nanoseconds(count))).isEqualTo(count);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFinerIsLeftOut(TimeUnit unit) {
    assertThat(unit.count(-2, 999_999_999)).isEqualTo(-unit.perSecond() - 1);
  }

  @ParameterizedTest
  @EnumSource(names = "SECOND", mode = EnumSource.Mode.EXCLUDE)
  void aCountThatIsTooLargeIsRefused(TimeUnit unit) {
    assertThatThrownBy(() -> unit.count(Long.MAX_VALUE, 0)).isInstanceOf(ArithmeticException.class);
  }
}
