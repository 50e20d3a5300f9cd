package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyPlaceTest {
  private static final List<String> COLUMNS = List.of("id", "c", "long, line 4, column c");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t7, line 3, column c",
        "COPY t7, Zeile 3, Spalte c",
        "t7のCOPY 3行目 列c",
        "PL/pgSQL function f() line 1 at RAISE\nCOPY t7, line 3, column c"
      })
  void rowAndColumnAreFoundInAnyLanguage(String context) {
    CopyPlace place = CopyPlace.of(context, "t7", COLUMNS);
    assertThat(place.row()).hasValue(2);
    assertThat(place.column()).contains("c");
  }

  @Test
  void theLongestNameThatFitsIsTheColumn() {
    CopyPlace place = CopyPlace.of("COPY t7, line 3, column long, line 4, column c", "t7", COLUMNS);
    assertThat(place.row()).hasValue(2);
    assertThat(place.column()).contains("long, line 4, column c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "COPY t7",
        "COPY other, line 3",
        "SQL statement \"INSERT INTO t7 VALUES (3)\"",
        "COPY t7, line 99999999999999999999999999"
      })
  void otherContextsSayNothing(String context) {
    CopyPlace place = CopyPlace.of(context, "t7", COLUMNS);
    assertThat(place.column()).isEmpty();
    assertThat(place.row()).isEmpty();
  }

  @Test
  void noContextSaysNothing() {
    @Nullable String none = null;
    assertThat(CopyPlace.of(none, "t7", COLUMNS).row()).isEmpty();
  }
}
