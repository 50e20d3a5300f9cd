package io.cqdestination.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedBeginningTest {
  private int trials;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 500, 999, 1_000})
  void endsWithTheFirstRowToBlame(long first) {
    assertThat(RefusedBeginning.shortest(1_000, rows -> isRefused(rows, first))).hasValue(first);
    assertThat(trials).isLessThanOrEqualTo(11);
  }

  @Test
  void isNoneWhereAllRowsTogetherAreTaken() {
    assertThat(RefusedBeginning.shortest(1_000, rows -> isRefused(rows, 1_001))).isEmpty();
    assertThat(trials).isEqualTo(1);
  }

  @Test
  void aTrialMayEndTheSearch() {
    assertThatThrownBy(() ->
            RefusedBeginning.shortest(
                10,
                _ -> {
                  throw new IOException("gone");
                }))
        .isInstanceOf(IOException.class);
  }

  private boolean isRefused(long rows, long first) {
    trials++;
    return rows >= first;
  }
}
