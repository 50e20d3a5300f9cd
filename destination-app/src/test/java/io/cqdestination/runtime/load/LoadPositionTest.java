package io.cqdestination.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LoadPositionTest {
  private static final OptionalLong TOTAL = OptionalLong.of(1L << 30);
  private static final long QUARTER = 1L << 28;

  @Test
  void a_terminal_shows_a_bar_with_the_pace_and_the_time_left() {
    assertThat(new LoadPosition(1_234_567, QUARTER, TOTAL, Duration.ofSeconds(25)).bar())
        .isEqualTo("[=====               ]  25 %  1,234,567 rows  49,383 rows/s  ETA 1:15");
  }

  @Test
  void a_log_says_it_in_words() {
    assertThat(new LoadPosition(1_000, QUARTER, TOTAL, Duration.ofMinutes(30)).words())
        .isEqualTo("1,000 rows committed (1 rows/s), 25 % of the files read, ETA 1:30:00");
  }

  @Test
  void of_a_pipe_nobody_knows_how_much_there_is() {
    LoadPosition piped =
        new LoadPosition(1_000, QUARTER, OptionalLong.empty(), Duration.ofSeconds(2));

    assertThat(piped.bar()).isEqualTo("256 MiB read  1,000 rows  500 rows/s");
    assertThat(piped.words()).isEqualTo("1,000 rows committed (500 rows/s), 256 MiB read");
  }

  @Test
  void there_is_no_forecast_before_anything_is_read_and_none_beyond_the_end() {
    assertThat(new LoadPosition(0, 0, TOTAL, Duration.ZERO).bar())
        .isEqualTo("[                    ]   0 %  0 rows  0 rows/s");
    assertThat(new LoadPosition(1, 2, OptionalLong.of(1), Duration.ofSeconds(1)).bar())
        .isEqualTo("[====================] 100 %  1 rows  1 rows/s  ETA 0:00");
    assertThat(new LoadPosition(0, 0, OptionalLong.of(0), Duration.ofSeconds(1)).bar())
        .startsWith("[====================] 100 %");
  }
}
